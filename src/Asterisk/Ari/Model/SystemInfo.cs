namespace CallControl.Asterisk.Ari.Model;

/// <summary>The server's version and its entity id.</summary>
public sealed record SystemInfo
{
    public required string Version { get; init; }

    public required string EntityId { get; init; }
}
