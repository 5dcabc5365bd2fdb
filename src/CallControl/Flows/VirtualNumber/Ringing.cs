using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Requests;
using CallControl.Calls;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>
/// Rings the listing's destinations, one after another or all at once, while the caller hears ringback. The first to answer wins; where
/// accepting is asked for, the first to press 1 after the whisper, so that a voicemail never wins. The others stop at once.
/// </summary>
internal sealed class Ringing(VirtualNumberFlow flow, int from = 0) : VirtualNumberStage(flow)
{
    // Asterisk ends the leg itself at the ring time; ours comes a little later, in case its event was lost.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly List<Attempt> _attempts = [];
    private int _next = from;

    public override string Name => "ringing";

    public override async Task<Step> EnterAsync(Call call)
    {
        if (Flow.Plan.Ring == RingStrategy.Sequence)
            return await DialNextAsync(call, "no destination is left");

        while (_next < Flow.Listing!.Destinations.Count)
        {
            var step = await DialNextAsync(call, "");
            if (step.Next is not null)
                return step;
        }

        return _attempts.Count > 0 ? Step.Stay : Unavailable("no destination is left");
    }

    public override async Task<Step> HandleAsync(Call call, CallMessage message)
    {
        switch (message)
        {
            case CallMessage.FromAsterisk { Event: var e } when Find(e.ChannelId) is { } attempt:
                return await HandleAsync(call, attempt, e);

            case CallMessage.ChannelVanished vanished when Find(vanished.Channel) is { } attempt:
                return await VanishedAsync(call, attempt);

            case CallMessage.TimerFired fired when _attempts.Find(a => a.RingTimer == fired.Timer) is { Asked: 0 } attempt:
                return await LoseAsync(call, attempt, "no answer");

            case CallMessage.TimerFired fired when _attempts.Find(a => a.AcceptTimer == fired.Timer) is { } attempt:
                return await AskAgainAsync(call, attempt);

            default:
                return Step.Stay;
        }
    }

    /// <summary>The legs rang on in Asterisk while nobody listened; what became of them was missed.</summary>
    public override async Task<Step> ResumeAsync(Call call)
    {
        // The request for the bridge may have been lost too; to ask for it twice does no harm.
        await Task.WhenAll(Flow.RingbackAsync(call), Conversation.PrepareAsync(call));
        foreach (var attempt in _attempts.ToArray())
        {
            var step = await ResumeAsync(call, attempt);
            if (step.Next is not null)
                return step;
        }

        // Of those who ring at once, some may not have been dialled yet.
        return _attempts.Count > 0 && Flow.Plan.Ring == RingStrategy.Sequence ? Step.Stay : await EnterAsync(call);
    }

    /// <summary>In another process: the legs that it finds in Asterisk.</summary>
    public void Adopt(IEnumerable<Leg> legs)
    {
        foreach (var leg in legs.Where(leg => !leg.IsGone))
        {
            if (Leg.DestinationOf(leg.Id) is { } place && place < Flow.Listing!.Destinations.Count)
                _attempts.Add(new Attempt(leg, Flow.Listing.Destinations[place], place) { IsDialled = true });
        }

        // The row may be older than the last leg.
        _next = Math.Max(_next, _attempts.Select(attempt => attempt.Place + 1).DefaultIfEmpty().Max());
    }

    protected override VirtualNumberMemory Remember(VirtualNumberMemory memory) => memory with { Next = _next };

    private async Task<Step> ResumeAsync(Call call, Attempt attempt)
    {
        var channel = await call.Asterisk.Channels.FindAsync(attempt.Leg.Id, call.Life);
        switch (channel)
        {
            // The request to dial it was lost with the link: it has not rung yet.
            case null when !attempt.IsDialled:
                _attempts.Remove(attempt);
                attempt.Leg.IsGone = true;
                return await DialAsync(call, attempt.Place) ? Step.Stay : await DialNextAsync(call, "refused");
            case null:
                return await VanishedAsync(call, attempt);
            case { IsUp: true } when attempt.Asked == 0:
                return await AnsweredAsync(call, attempt);
            // What he heard and pressed meanwhile is not known.
            case { IsUp: true }:
                return await AskAsync(call, attempt);
            default:
                call.StartTimer(this, attempt.RingTimer, Flow.Plan.RingTime + Grace);
                return Step.Stay;
        }
    }

    private async Task<Step> VanishedAsync(Call call, Attempt attempt)
    {
        if (call.Environment.KeepsEvents || attempt.IsRepeated || attempt.Asked > 0)
            return await LoseAsync(call, attempt, "vanished");
        // Perhaps he answered, and Asterisk hung up on him since nobody was there (inbound link): he is rung once more.
        _attempts.Remove(attempt);
        attempt.Leg.IsGone = true;
        return await DialAsync(call, attempt.Place, isRepeated: true) ? Step.Stay : await DialNextAsync(call, "refused");
    }

    private async Task<Step> HandleAsync(Call call, Attempt attempt, AriEvent e)
    {
        switch (e)
        {
            case ChannelStateChange { Channel.State: "Ringing" }:
                call.Note("rings", attempt.Destination.Text);
                return Step.Stay;
            case StasisStart when attempt.Asked == 0:
                return await AnsweredAsync(call, attempt);
            case ChannelDtmfReceived { Digit: "1" } when attempt.Asked > 0:
                return Win(call, attempt, Flow.Talk(), "accepted");
            case PlaybackFinished when attempt.Asked > 0:
                call.StartTimer(this, attempt.AcceptTimer, Flow.Options.DigitTimeout);
                return Step.Stay;
            case ChannelHangupRequest or StasisEnd when attempt.Asked > 0:
                return await LoseAsync(call, attempt, "did not accept");
            case ChannelDestroyed destroyed:
                return await LoseAsync(call, attempt, $"cause {destroyed.Cause}, {destroyed.CauseTxt}");
            default:
                return Step.Stay;
        }
    }

    private async Task<Step> DialNextAsync(Call call, string why)
    {
        while (_next < Flow.Listing!.Destinations.Count)
        {
            if (await DialAsync(call, _next++))
                return Step.Stay;
        }

        return _attempts.Count > 0 ? Step.Stay : Unavailable(why);
    }

    /// <summary>False when Asterisk refuses at once: an endpoint that does not exist, or a trunk that is down.</summary>
    private async Task<bool> DialAsync(Call call, int place, bool isRepeated = false)
    {
        var to = Flow.Listing!.Destinations[place];
        var attempt = new Attempt(call.AddOwnerLeg(place), to, place) { IsRepeated = isRepeated };
        _attempts.Add(attempt);

        // All of it leaves without waiting for answers, the dialling first: nothing may stand between the key and the owner's phone.
        var dialling = call.Asterisk.Channels.OriginateAsync(attempt.Leg.Id, Parameters(call, to), call.Life);
        call.Row.OwnerChannel = attempt.Leg.Id.Value;
        call.Row.Destination = to.Text;
        call.Row.RingingAt ??= call.Now;
        call.Note("dial", to.Text);
        call.StartTimer(this, attempt.RingTimer, Flow.Plan.RingTime + Grace);
        if (call.Bridge is null)
            await Task.WhenAll(Flow.RingbackAsync(call), Conversation.PrepareAsync(call));
        call.Save();

        try
        {
            await dialling;
            attempt.IsDialled = true;
            return true;
        }
        catch (AriRefusedException e)
        {
            attempt.Leg.IsGone = true;
            // Nobody is rung for a caller who has just gone ("Provided originator channel was not found"): his hang-up is on its way.
            if (await call.Asterisk.Channels.FindAsync(call.Caller.Id, call.Life) is null)
                return true;
            _attempts.Remove(attempt);
            call.Note("leg_ended", to.Text, e.Message);
            return false;
        }
    }

    private OriginateParameters Parameters(Call call, Destination to) => new()
    {
        Endpoint = call.Environment.EndpointOf(to),
        App = call.Environment.Application,
        AppArgs = "owner",
        CallerId = to.IsExtension && Flow is { Caller: { } client, CallerName: { } name }
            ? ShownNumber.Of(client.ToString(), name)
            : ShownNumber.Of((Flow.Plan.OwnerSees == OwnerSees.Client ? Flow.Caller ?? Flow.Dialled : Flow.Dialled)?.ToString()),
        TimeoutSeconds = (int)Flow.Plan.RingTime.TotalSeconds,
        Originator = call.Caller.Id,
    };

    private async Task<Step> AnsweredAsync(Call call, Attempt attempt)
    {
        call.Note("answered", attempt.Destination.Text);
        if (!Flow.Plan.Accept)
            return Win(call, attempt, new Whispering(Flow, _next), "the owner answered");

        attempt.Asked = 1;
        return await AskAsync(call, attempt);
    }

    private async Task<Step> AskAgainAsync(Call call, Attempt attempt)
    {
        if (attempt.Asked > Flow.Options.Repeats)
            return await LoseAsync(call, attempt, "did not accept");

        attempt.Asked++;
        return await AskAsync(call, attempt);
    }

    /// <summary>The first time he hears what the call is about as well.</summary>
    private async Task<Step> AskAsync(Call call, Attempt attempt)
    {
        Said accept = new(PromptNames.Accept);
        if (!await Flow.SayAllAsync(call, attempt.Leg, attempt.Asked == 1 ? [new Said(PromptNames.Whisper, Flow.Listing), accept] : [accept]))
            call.StartTimer(this, attempt.AcceptTimer, Flow.Options.DigitTimeout);
        return Step.Stay;
    }

    private Step Win(Call call, Attempt winner, Stage next, string why)
    {
        foreach (var other in _attempts.Where(a => a != winner))
        {
            call.Note("leg_ended", other.Destination.Text, "another was first");
            call.HangUpBeside(other.Leg);
        }

        call.Owner = winner.Leg;
        call.Row.OwnerChannel = winner.Leg.Id.Value;
        call.Row.Destination = winner.Destination.Text;
        call.Row.OwnerAnsweredAt = call.Now;
        return Step.To(next, why);
    }

    private async Task<Step> LoseAsync(Call call, Attempt attempt, string why)
    {
        _attempts.Remove(attempt);
        call.HangUpBeside(attempt.Leg);
        call.Row.OwnerCause = attempt.Leg.Cause;
        call.Note("leg_ended", attempt.Destination.Text, why);
        return await DialNextAsync(call, why);
    }

    private Step Unavailable(string why) => Step.To(new Announcing(Flow, PromptNames.Unavailable, EndReason.OwnerUnavailable), why);

    private Attempt? Find(ChannelId? channel) => _attempts.Find(attempt => attempt.Leg.Id == channel);
}
