namespace CallControl.Asterisk.Ari.Model;

/// <summary>What <c>GET /asterisk/info</c> tells of the server.</summary>
public sealed record AsteriskInfo
{
    public SystemInfo? System { get; init; }

    public ConfigInfo? Config { get; init; }

    public StatusInfo? Status { get; init; }
}
