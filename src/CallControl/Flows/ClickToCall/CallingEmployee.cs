using System.Globalization;
using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari.Events;
using CallControl.Calls;
using CallControl.Nodes;

namespace CallControl.Flows.ClickToCall;

/// <summary>
/// Rings the employee who clicked; his phone shows the client. Until he answers, ARI tells nothing of his channel: the manager interface
/// does, and where it was away, Asterisk is asked.
/// </summary>
internal sealed class CallingEmployee(ClickToCallFlow flow, bool originated = false) : ClickToCallStage(flow)
{
    private const string Ring = "ring";
    private const string LastWord = "last word";

    // As Asterisk counts: the last thing was that it rang.
    private const string NoAnswer = "3";

    private static readonly TimeSpan OriginateBudget = TimeSpan.FromSeconds(5);

    // Asterisk stops ringing by itself; ours comes a little later, in case its event was lost.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // The end of the channel says more than the end of the attempt, and comes at the same time.
    private static readonly TimeSpan LastWordTime = TimeSpan.FromMilliseconds(500);

    private bool _isNaming;
    private bool _originated = originated;
    private bool _rings;
    private bool _isUp;
    private string? _outcome;

    public override string Name => "calling_employee";

    public override Task<Step> EnterAsync(Call call)
    {
        _isNaming = true;
        call.Run(this, Flow.Options.NameBudget, Flow.FindNameAsync);
        return Task.FromResult(Step.Stay);
    }

    public override async Task<Step> HandleAsync(Call call, CallMessage message)
    {
        switch (message)
        {
            case CallMessage.WorkDone { Result: ClientName name }:
                return Originate(call, name.Text);

            // Nobody waits for a name.
            case CallMessage.WorkFailed when _isNaming:
                return Originate(call, null);

            case CallMessage.WorkDone { Result: AmiResponse { Success: false } refused }:
                return Fail(call, EndReason.AsteriskRefused, refused.Message);

            case CallMessage.WorkFailed failed:
                return Fail(call, EndReason.AsteriskSilent, failed.Error.Message);

            case CallMessage.FromAsterisk { Event: StasisStart start } when start.Channel.Id == call.Caller.Id:
                return Answered(call);

            case CallMessage.FromManager { Event: var told } when RungChannels.ChannelOf(told) == call.Caller.Id:
                return Hear(call, told);

            // Asterisk also fails to make a channel that is there already: then the phone that rings decides.
            case CallMessage.TimerFired { Timer: LastWord }:
                return await LookAsync(call) ?? (call.Caller.IsGone ? Lost(call, ClickEnds.OfOriginate(_outcome), $"reason {_outcome}") : Step.Stay);

            case CallMessage.TimerFired { Timer: Ring }:
                return await LookAsync(call) ?? Lost(call, ClickEnds.EmployeeNoAnswer, "rang too long");

            default:
                return Step.Stay;
        }
    }

    public override EndReason? CallerLeft => _isUp ? ClickEnds.EmployeeHungUp : ClickEnds.EmployeeNoAnswer;

    /// <summary>The phone rang on while nobody listened.</summary>
    public override async Task<Step> ResumeAsync(Call call)
    {
        if (_isNaming)
            return Step.Stay;
        if (await LookAsync(call) is { } step)
            return step;
        if (call.Caller.IsGone && !_originated)
            return Again(call);
        if (call.Caller.IsGone)
        {
            // It has ended while nobody listened; or Asterisk is just about to make it.
            _outcome ??= NoAnswer;
            call.StartTimer(this, LastWord, LastWordTime);
        }

        var left = Flow.Plan.EmployeeRing + Grace - (call.Now - call.Row.StartedAt);
        call.StartTimer(this, Ring, left > Grace ? left : Grace);
        return Step.Stay;
    }

    protected override ClickToCallMemory Remember(ClickToCallMemory memory) => memory with { Originated = _originated };

    private Step Originate(Call call, string? name)
    {
        _isNaming = false;
        _originated = true;
        call.Note("dial", Flow.Extension, name is null ? null : "with the client's name");
        call.StartTimer(this, Ring, Flow.Plan.EmployeeRing + Grace);
        call.Save();
        call.Run(this, OriginateBudget, cancellation => call.Environment.Ami.OriginateAsync(Flow.ToEmployee(call, name), cancellation));
        return Step.Stay;
    }

    private Step Hear(Call call, AmiEvent told)
    {
        switch (told.Name)
        {
            case "Newstate" when told["ChannelStateDesc"] == "Ringing" && !_rings:
                _rings = true;
                call.Note("rings", Flow.Extension);
                return Step.Stay;

            case "Newstate" when told["ChannelStateDesc"] == "Up":
                _isUp = true;
                return Step.Stay;

            case "Hangup":
                call.Caller.IsGone = true;
                call.Caller.Cause = int.TryParse(told["Cause"], CultureInfo.InvariantCulture, out var cause) ? cause : 0;
                return _isUp
                    ? Lost(call, ClickEnds.EmployeeHungUp, "answered and hung up")
                    : Lost(call, ClickEnds.OfEmployee(call.Caller.Cause.Value), $"cause {cause}, {told["Cause-txt"]}");

            case "OriginateResponse" when told["Response"] == "Failure":
                _outcome = told["Reason"];
                call.StartTimer(this, LastWord, LastWordTime);
                return Step.Stay;

            default:
                return Step.Stay;
        }
    }

    /// <summary>Asks Asterisk what became of the phone: the next step if he has answered.</summary>
    private async Task<Step?> LookAsync(Call call)
    {
        var channel = await call.Asterisk.Channels.FindAsync(call.Caller.Id, call.Life);
        call.Caller.IsGone = channel is null;
        return channel is { IsUp: true, Dialplan.AppName: "Stasis" } ? Answered(call) : null;
    }

    private Step Again(Call call)
    {
        if (call.Now - call.Row.StartedAt > Flow.Options.LatestStart)
            return Lost(call, EndReason.Vanished, "the process ended before his phone rang, and it is too late now");
        call.Caller.IsGone = false;
        return Originate(call, null);
    }

    private Step Answered(Call call)
    {
        call.Row.ConfirmedAt = call.Now;
        call.Note("answered", Flow.Extension);
        return Step.To(new CallingClient(Flow), "the employee answered");
    }

    private Step Lost(Call call, EndReason reason, string why)
    {
        call.Note("leg_ended", Flow.Extension, why);
        return Step.Finish(reason);
    }

    /// <summary>Asterisk was not reached, or refused: no phone rings, as far as anybody knows.</summary>
    private static Step Fail(Call call, EndReason reason, string why)
    {
        Log.NotOriginated(call.Environment.Logger, call.Id, why);
        call.Caller.IsGone = reason == EndReason.AsteriskRefused;
        return Step.Finish(reason);
    }
}
