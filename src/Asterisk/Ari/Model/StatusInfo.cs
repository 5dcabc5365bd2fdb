namespace CallControl.Asterisk.Ari.Model;

/// <summary>When the server started; a later time than before means that all its channels are new.</summary>
public sealed record StatusInfo
{
    public required DateTimeOffset StartupTime { get; init; }
}
