using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;

namespace CallControl.Flows.ClickToCall;

/// <summary>The employee holds his phone and hears ringback; the client's phone rings and shows the enterprise's line.</summary>
internal sealed class CallingClient(ClickToCallFlow flow) : ClickToCallStage(flow)
{
    private const string Ring = "ring";
    private const string LateEvents = "late events";

    // Asterisk stops ringing by itself; ours comes a little later, in case its event was lost.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LateEventsTime = TimeSpan.FromSeconds(1);

    private Leg? _client;
    private bool _isDialled;

    public override string Name => "calling_client";

    public override Task<Step> EnterAsync(Call call) => DialAsync(call);

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.FromAsterisk { Event: var e } when _client is not null && e.ChannelId == _client.Id => Handle(call, e),
        CallMessage.ChannelVanished vanished when vanished.Channel == _client?.Id => Lost(call, ClickEnds.ClientUnreachable, "vanished"),
        CallMessage.TimerFired { Timer: Ring } => Lost(call, ClickEnds.ClientNoAnswer, "rang too long"),
        CallMessage.TimerFired { Timer: LateEvents } => Lost(call, ClickEnds.ClientUnreachable, "ended while nobody listened"),
        _ => Step.Stay,
    });

    /// <summary>In another process: the client's leg, be it still there or not.</summary>
    public void Adopt(Leg client) => (_client, _isDialled) = (client, true);

    /// <summary>His phone rang on in Asterisk while nobody listened.</summary>
    public override async Task<Step> ResumeAsync(Call call)
    {
        if (_client is null)
            return await DialAsync(call);
        await Flow.RingbackAsync(call);
        switch (await call.Asterisk.Channels.FindAsync(_client.Id, call.Life))
        {
            // The request to dial it was lost with the link: it has not rung yet.
            case null when !_isDialled:
                _client.IsGone = true;
                return await DialAsync(call);
            // How it ended may still be told.
            case null:
                call.StartTimer(this, LateEvents, LateEventsTime);
                return Step.Stay;
            case { IsUp: true }:
                return Answered(call);
            default:
                call.StartTimer(this, Ring, Flow.Plan.ClientRing + Grace);
                return Step.Stay;
        }
    }

    private async Task<Step> DialAsync(Call call)
    {
        _client = call.AddOwnerLeg(0);
        // All of it leaves without waiting for answers, the dialling first.
        var dialling = call.Asterisk.Channels.OriginateAsync(_client.Id, Flow.ToClient(call), call.Life);
        call.Row.OwnerChannel = _client.Id.Value;
        call.Row.Destination = Flow.Client;
        call.Row.RingingAt ??= call.Now;
        call.Note("dial", Flow.Client);
        call.StartTimer(this, Ring, Flow.Plan.ClientRing + Grace);
        await Task.WhenAll(Flow.RingbackAsync(call), call.Bridge is null ? Conversation.PrepareAsync(call) : Task.CompletedTask);
        call.Save();
        try
        {
            await dialling;
            _isDialled = true;
            return Step.Stay;
        }
        catch (AriRefusedException e)
        {
            _client.IsGone = true;
            // Nobody is rung for an employee who has just gone: his hang-up is on its way.
            return await call.Asterisk.Channels.FindAsync(call.Caller.Id, call.Life) is null ? Step.Stay : Lost(call, ClickEnds.ClientUnreachable, e.Message);
        }
    }

    private Step Handle(Call call, AriEvent e)
    {
        switch (e)
        {
            case ChannelStateChange { Channel.State: "Ringing" }:
                call.Note("rings", Flow.Client);
                return Step.Stay;
            case StasisStart:
                return Answered(call);
            case ChannelDestroyed destroyed:
                call.Row.OwnerCause = destroyed.Cause;
                return Lost(call, ClickEnds.OfClient(destroyed.Cause), $"cause {destroyed.Cause}, {destroyed.CauseTxt}");
            default:
                return Step.Stay;
        }
    }

    private Step Answered(Call call)
    {
        call.Owner = _client;
        call.Row.OwnerAnsweredAt ??= call.Now;
        call.Note("answered", Flow.Client);
        return Step.To(new Talking(Flow), "the client answered");
    }

    private Step Lost(Call call, EndReason reason, string why)
    {
        call.HangUpBeside(_client!);
        call.Note("leg_ended", Flow.Client, why);
        return Step.To(new Telling(Flow, reason), why);
    }
}
