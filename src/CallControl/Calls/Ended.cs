using CallControl.Asterisk.Ari.Events;

namespace CallControl.Calls;

/// <summary>
/// The call is over, and its process did not see how. On the outbound link Asterisk has kept the events, which come now and tell who hung
/// up first; where none comes, the reason is what could be concluded.
/// </summary>
internal sealed class Ended(string lastStage, EndReason concluded) : Stage
{
    private static readonly TimeSpan LateEvents = TimeSpan.FromSeconds(1);

    public override string Name => lastStage;

    public override Task<Step> EnterAsync(Call call)
    {
        call.IsRecovered = true;
        if (concluded != EndReason.Unseen)
            return Task.FromResult(Step.Finish(concluded));
        call.StartTimer(this, "late events", LateEvents);
        return Task.FromResult(Step.Stay);
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.FromAsterisk { Event: ChannelHangupRequest or StasisEnd or ChannelDestroyed } e when call.FindLeg(e.Event.ChannelId!.Value) is { Role: LegRole.Owner }
            => Step.Finish(EndReason.OwnerHungUp),
        CallMessage.TimerFired => Step.Finish(concluded),
        _ => Step.Stay,
    });
}
