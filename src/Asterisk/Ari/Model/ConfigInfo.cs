namespace CallControl.Asterisk.Ari.Model;

/// <summary>The limits and names in the server's configuration.</summary>
public sealed record ConfigInfo
{
    public required string Name { get; init; }

    public int? MaxOpenFiles { get; init; }
}
