using CallControl.Asterisk.Ari.Events;

namespace CallControl.Calls;

/// <summary>
/// The call is over, and its process did not see how. On the outbound link Asterisk has kept the events, which come now and tell who hung
/// up first; where none comes, the reason is what could be concluded.
/// </summary>
/// <param name="lastStage">Where the call was.</param>
/// <param name="concluded">What could be concluded.</param>
/// <param name="called">What it is called when the called party was first.</param>
/// <param name="calling">What it is called when the caller was first.</param>
internal sealed class Ended(string lastStage, EndReason concluded, EndReason called, EndReason calling) : Stage
{
    private static readonly TimeSpan LateEvents = TimeSpan.FromSeconds(1);

    public Ended(string lastStage, EndReason concluded)
        : this(lastStage, concluded, EndReason.OwnerHungUp, EndReason.CallerHungUp)
    {
    }

    public override string Name => lastStage;

    public override Task<Step> EnterAsync(Call call)
    {
        call.IsRecovered = true;
        if (concluded != EndReason.Unseen)
            return Task.FromResult(Step.Finish(concluded));
        call.StartTimer(this, "late events", LateEvents);
        return Task.FromResult(Step.Stay);
    }

    public override EndReason CallerLeft(Call call, EndReason usual) => calling;

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.FromAsterisk { Event: ChannelHangupRequest or StasisEnd or ChannelDestroyed } e when call.FindLeg(e.Event.ChannelId!.Value) is { Role: LegRole.Owner }
            => Step.Finish(called),
        CallMessage.TimerFired => Step.Finish(concluded),
        _ => Step.Stay,
    });
}
