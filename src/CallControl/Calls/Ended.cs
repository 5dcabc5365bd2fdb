using CallControl.Asterisk.Ari.Events;

namespace CallControl.Calls;

/// <summary>
/// The call is over, and its process did not see how. On the outbound link Asterisk has kept the events, which come now and tell who hung
/// up first; where none comes, the reason is what could be concluded.
/// </summary>
/// <remarks>What went into a connection that was dying is lost, and older than all that Asterisk kept: of two who left, the one of whom nothing comes was first.</remarks>
/// <param name="lastStage">Where the call was.</param>
/// <param name="concluded">What could be concluded.</param>
/// <param name="called">What it is called when the called party was first.</param>
/// <param name="calling">What it is called when the caller was first.</param>
internal sealed class Ended(string lastStage, EndReason concluded, EndReason called, EndReason calling) : Stage
{
    private static readonly TimeSpan LateEvents = TimeSpan.FromSeconds(1);

    // Whose leaving has been told so far.
    private LegRole? _told;

    public Ended(string lastStage, EndReason concluded)
        : this(lastStage, concluded, EndReason.OwnerHungUp, EndReason.CallerHungUp)
    {
    }

    public override string Name => lastStage;

    public override EndReason? CallerLeft => null;

    public override Task<Step> EnterAsync(Call call)
    {
        call.IsRecovered = true;
        if (concluded != EndReason.Unseen)
            return Task.FromResult(Step.Finish(concluded));
        call.StartTimer(this, "late events", LateEvents);
        return Task.FromResult(Step.Stay);
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message)
    {
        switch (message)
        {
            case CallMessage.FromAsterisk { Event: ChannelHangupRequest or StasisEnd or ChannelDestroyed } e when call.FindLeg(e.Event.ChannelId!.Value) is { } leg:
                if (_told is { } first && first != leg.Role)
                    return Task.FromResult(Step.Finish(first == LegRole.Owner ? called : calling));
                _told = leg.Role;
                return Task.FromResult(Step.Stay);
            case CallMessage.TimerFired:
                return Task.FromResult(Step.Finish(_told switch
                {
                    LegRole.Caller => called,
                    LegRole.Owner => calling,
                    _ => concluded,
                }));
            default:
                return Task.FromResult(Step.Stay);
        }
    }
}
