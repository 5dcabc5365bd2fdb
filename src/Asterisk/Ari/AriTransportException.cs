namespace CallControl.Asterisk.Ari;

/// <summary>A request did not reach Asterisk, or its answer did not reach us. The command may have been carried out all the same.</summary>
public sealed class AriTransportException(string message, Exception? inner = null) : AriException(message, inner)
{
    public override bool IsTransient => true;

    /// <summary>The link itself is gone, or was: who waited hears of the next one.</summary>
    public bool IsLinkLost { get; init; }
}
