using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;

namespace CallControl.Calls;

/// <summary>What enters a call's mailbox; nothing else changes a call.</summary>
internal abstract record CallMessage
{
    /// <summary>An ARI event of one of the call's channels.</summary>
    public sealed record FromAsterisk(AriEvent Event) : CallMessage;

    /// <summary>What the manager interface tells of a channel that ARI does not hear of: one that rings before it enters the application.</summary>
    public sealed record FromManager(AmiEvent Event) : CallMessage;

    /// <summary>A timer of a stage ran out.</summary>
    /// <param name="Stage">Who had set it.</param>
    /// <param name="Timer">Its name.</param>
    /// <param name="Setting">Which setting of that name; see <see cref="CallTimers"/>.</param>
    public sealed record TimerFired(Stage Stage, string Timer, int Setting) : CallMessage;

    /// <summary>Work that a stage started beside the call is done; the stage knows what it is.</summary>
    public sealed record WorkDone(Stage Stage, object Result) : CallMessage;

    /// <summary>Work that a stage started beside the call failed or took too long.</summary>
    public sealed record WorkFailed(Stage Stage, Exception Error) : CallMessage;

    /// <summary>This channel is not in Asterisk any more, and no event said so.</summary>
    /// <param name="Channel">The channel.</param>
    /// <param name="Restarted">Whether Asterisk itself was restarted, so that nobody hung up.</param>
    public sealed record ChannelVanished(ChannelId Channel, bool Restarted) : CallMessage;

    /// <summary>Another process runs the call now: this one lets go of it and touches nothing.</summary>
    public sealed record TakenOver : CallMessage;

    /// <summary>The link to Asterisk came back.</summary>
    public sealed record LinkRestored : CallMessage;
}
