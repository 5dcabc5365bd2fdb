using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>The owner alone hears what the call is about; the caller still hears ringback. A whisper that cannot be played never costs the call.</summary>
internal sealed class Whispering(VirtualNumberFlow flow, int nextDestination) : VirtualNumberStage(flow)
{
    public override string Name => "whispering";

    public override async Task<Step> EnterAsync(Call call)
        => await Flow.SayAsync(call, call.Owner!, PromptNames.Whisper)
            ? Step.Stay
            : Step.To(Flow.Talk(), "no whisper");

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.FromAsterisk { Event: PlaybackFinished e } when e.ChannelId == call.Owner!.Id
            => Step.To(Flow.Talk(), e.Playback.Failed ? "the whisper failed" : "whispered"),
        CallMessage.FromAsterisk { Event: ChannelHangupRequest or StasisEnd or ChannelDestroyed } e when e.Event.ChannelId == call.Owner!.Id
            => Decline(call, "hung up during the whisper"),
        CallMessage.ChannelVanished e when e.Channel == call.Owner!.Id => Decline(call, "vanished"),
        _ => Step.Stay,
    });

    /// <summary>The owner may have hung up meanwhile; otherwise he hears the whisper from its beginning.</summary>
    public override async Task<Step> ResumeAsync(Call call)
    {
        if (await call.Asterisk.Channels.FindAsync(call.Owner!.Id, call.Life) is not { IsUp: true })
            return Decline(call, "vanished");
        await Flow.RingbackAsync(call);
        return await EnterAsync(call);
    }

    protected override VirtualNumberMemory Remember(VirtualNumberMemory memory) => memory with { Next = nextDestination };

    private Step Decline(Call call, string why)
    {
        call.Note("leg_ended", call.Row.Destination!, why);
        return Step.To(new Ringing(Flow, nextDestination), why);
    }
}
