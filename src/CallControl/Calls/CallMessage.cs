using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;

namespace CallControl.Calls;

/// <summary>What enters a call's mailbox; nothing else changes a call.</summary>
internal abstract record CallMessage
{
    /// <summary>An ARI event of one of the call's channels.</summary>
    public sealed record FromAsterisk(AriEvent Event) : CallMessage;

    /// <summary>A timer of a stage ran out.</summary>
    public sealed record TimerFired(Stage Stage, string Timer) : CallMessage;

    /// <summary>Work that a stage started beside the call is done; the stage knows what it is.</summary>
    public sealed record WorkDone(Stage Stage, object Result) : CallMessage;

    /// <summary>Work that a stage started beside the call failed or took too long.</summary>
    public sealed record WorkFailed(Stage Stage, Exception Error) : CallMessage;

    /// <summary>The link to Asterisk came back and this channel was not there any more.</summary>
    public sealed record ChannelVanished(ChannelId Channel) : CallMessage;

    /// <summary>The link to Asterisk came back.</summary>
    public sealed record LinkRestored : CallMessage;
}
