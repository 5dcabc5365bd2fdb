using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Requests;
using CallControl.Calls;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Dials the listing's destinations one after another while the caller hears ringback.</summary>
internal sealed class Ringing(VirtualNumberFlow flow, int destination = 0) : Stage
{
    // Asterisk ends the leg itself at the ring time; ours comes a little later, in case its event was lost.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public override string Name => "ringing";

    public override async Task<Step> EnterAsync(Call call)
    {
        if (destination >= flow.Listing!.Destinations.Count)
            return Step.To(new Announcing(flow, "unavailable", EndReason.OwnerUnavailable), "no destination is left");

        return await DialAsync(call, flow.Listing.Destinations[destination]);
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(message switch
    {
        CallMessage.FromAsterisk { Event: StasisStart e } when e.ChannelId == call.Owner!.Id => Answered(call),
        CallMessage.FromAsterisk { Event: ChannelStateChange { Channel.State: "Ringing" } e } when e.ChannelId == call.Owner!.Id => Rings(call),
        CallMessage.FromAsterisk { Event: ChannelDestroyed e } when e.ChannelId == call.Owner!.Id => Next(call, $"cause {e.Cause}, {e.CauseTxt}"),
        CallMessage.ChannelVanished => Next(call, "vanished"),
        CallMessage.TimerFired => GiveUp(call),
        _ => Step.Stay,
    });

    /// <summary>The leg rings on in Asterisk; what became of it meanwhile comes as a vanished channel or has been missed while it was answered.</summary>
    public override async Task<Step> ResumeAsync(Call call)
        => await call.Asterisk.Channels.FindAsync(call.Owner!.Id, call.Life) switch
        {
            null => Next(call, "vanished"),
            { IsUp: true } => Answered(call),
            _ => Step.Stay,
        };

    private async Task<Step> DialAsync(Call call, Destination to)
    {
        var owner = call.AddOwnerLeg();

        // All of it leaves without waiting for answers, the dialling first: nothing may stand between the digit and the owner's phone.
        var dialling = call.Asterisk.Channels.OriginateAsync(owner.Id, Parameters(call, to), call.Life);
        call.Row.OwnerChannel = owner.Id.Value;
        call.Row.Destination = to.Text;
        call.Row.RingingAt ??= call.Now;
        call.Note("dial", to.Text);
        call.StartTimer(this, "ring", flow.Options.RingTime + Grace);
        if (destination == 0)
            await Task.WhenAll(call.StopPlayingAsync(call.Caller), RingBackAsync(call), PrepareBridgeAsync(call));

        try
        {
            await dialling;
            return Step.Stay;
        }
        catch (AriRefusedException e)
        {
            owner.IsGone = true;
            // Nobody is rung for a caller who has just gone ("Provided originator channel was not found"): his hang-up is on its way.
            if (await call.Asterisk.Channels.FindAsync(call.Caller.Id, call.Life) is null)
                return Step.Stay;
            // An endpoint that does not exist, or a trunk that is down.
            return Next(call, e.Message);
        }
    }

    private OriginateParameters Parameters(Call call, Destination to) => new()
    {
        Endpoint = call.Environment.EndpointOf(to),
        App = call.Environment.Application,
        AppArgs = "owner",
        CallerId = flow.Options.OwnerSees == OwnerSees.Client ? (flow.Caller ?? flow.Dialled)?.ToString() : flow.Dialled?.ToString(),
        TimeoutSeconds = (int)flow.Options.RingTime.TotalSeconds,
        Originator = call.Caller.Id,
    };

    private Task RingBackAsync(Call call) => call.PlayAsync(call.Caller, flow.Options.Ringback);

    private static Task PrepareBridgeAsync(Call call)
    {
        var bridge = new BridgeId(call.Id.InAsterisk);
        call.Bridge = bridge;
        return call.Asterisk.Bridges.CreateAsync(bridge, cancellationToken: call.Life);
    }

    private static Step Rings(Call call)
    {
        call.Note("rings", call.Row.Destination!);
        return Step.Stay;
    }

    private Step Answered(Call call)
    {
        call.Row.OwnerAnsweredAt = call.Now;
        return Step.To(new Whispering(flow, destination), "the owner answered");
    }

    private Step GiveUp(Call call)
    {
        call.HangUpBeside(call.Owner!);
        return Next(call, "no answer");
    }

    private Step Next(Call call, string why)
    {
        call.Row.OwnerCause = call.Owner!.Cause;
        call.Note("leg_ended", call.Row.Destination!, why);
        return Step.To(new Ringing(flow, destination + 1), why);
    }
}
