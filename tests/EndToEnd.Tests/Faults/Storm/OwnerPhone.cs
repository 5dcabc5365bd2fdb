namespace CallControl.EndToEnd.Tests.Faults.Storm;

/// <summary>The owner's side of one call: rings, and then answers, refuses or goes on ringing, as his plan says.</summary>
public sealed class OwnerPhone
{
    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(500);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly StormWire _wire;
    private readonly StormPlan _plan;
    private readonly SipMessage _invite;
    private string _said = "180 Ringing";

    public OwnerPhone(StormWire wire, StormPlan plan, SipMessage invite)
    {
        _wire = wire;
        _plan = plan;
        _invite = invite;
        _ = RunAsync();
    }

    /// <summary>Both sides know that the call is over.</summary>
    public Task Ended => _ended.Task;

    public void Take(SipMessage message)
    {
        lock (_lock)
        {
            switch (message)
            {
                case { Status: >= 200, Method: "BYE" }:
                    _ended.TrySetResult();
                    break;
                case { Status: > 0 }:
                    break;
                case { Method: "ACK" }:
                    _acknowledged.TrySetResult();
                    if (!IsUp)
                        _ended.TrySetResult();
                    break;
                // The first one once more, or a new offer in the talk.
                case { Method: "INVITE" }:
                    _wire.Send(message.Respond(_said, _wire.Local, Tag));
                    break;
                case { Method: "CANCEL" }:
                    _wire.Send(message.Respond("200 OK", _wire.Local, Tag));
                    Say("487 Request Terminated");
                    break;
                default:
                    _wire.Send(message.Respond("200 OK", _wire.Local, Tag));
                    if (message.Method == "BYE")
                        _ended.TrySetResult();
                    break;
            }
        }
    }

    private string Tag => $"owner{_plan.Number}";

    private bool IsUp => _said.StartsWith('2');

    private bool IsDecided => !_said.StartsWith('1');

    private async Task RunAsync()
    {
        _wire.Send(_invite.Respond(_said, _wire.Local, Tag));
        await Task.WhenAny(Ended, Task.Delay(_plan.OwnerActsAfter, TimeProvider.System));
        if (_plan.Owner == OwnersMood.LetsItRing)
            return;
        lock (_lock)
            Say(_plan.Owner == OwnersMood.Answers ? "200 OK" : "486 Busy Here");
        await UntilAsync(_acknowledged.Task, _invite.Respond(_said, _wire.Local, Tag));
        if (!IsUp || _plan.OwnerHangsUpAfter is not { } after)
            return;
        await Task.WhenAny(Ended, Task.Delay(after, TimeProvider.System));
        await UntilAsync(Ended, Bye());
    }

    /// <summary>The first decision holds: an answer and a CANCEL can cross.</summary>
    private void Say(string status)
    {
        if (IsDecided)
            return;
        _said = status;
        _wire.Send(_invite.Respond(status, _wire.Local, Tag));
    }

    private async Task UntilAsync(Task heard, string message)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            await Task.WhenAny(heard, Ended, Task.Delay(attempt == 0 ? TimeSpan.Zero : Repeat, TimeProvider.System));
            if (heard.IsCompleted || Ended.IsCompleted)
                return;
            _wire.Send(message);
        }
    }

    private string Bye() => $"""
        BYE {_invite.Contact} SIP/2.0
        Via: SIP/2.0/UDP {_wire.Local};rport;branch=z9hG4bK-storm-owner-{_plan.Number}
        From: {_invite.Header("To")};tag={Tag}
        To: {_invite.Header("From")}
        Call-ID: {_invite.CallId}
        CSeq: 1 BYE
        Max-Forwards: 70
        {SipMessage.Body("", "")}
        """;
}
