namespace CallControl.Web;

/// <summary>One of <c>Web:ApiKeys</c>: who may use the API.</summary>
internal sealed class ApiKey
{
    public const int ShortestKey = 16;

    /// <summary>Whose key it is; it is in the log, the key never is.</summary>
    public string Name { get; set; } = "";

    /// <summary>At least 16 characters; <c>openssl rand -hex 32</c> makes a good one.</summary>
    public string Key { get; set; } = "";
}
