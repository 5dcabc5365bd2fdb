namespace CallControl.EndToEnd.Tests.Faults.Storm;

/// <summary>The caller's side of one call: dials, presses 1, and hangs up at his moment, answered or not.</summary>
public sealed class CallerPhone
{
    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(500);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly StormWire _wire;
    private readonly StormPlan _plan;
    private readonly string _callId;
    private string _to;
    private string _target;
    private int _sequence = 1;
    private volatile bool _isHeard;
    private bool _isLeaving;
    private bool _isLeavingSaid;

    public CallerPhone(StormWire wire, StormPlan plan)
    {
        _wire = wire;
        _plan = plan;
        _callId = $"storm-{plan.Number}@{wire.Local.Address}";
        _target = $"sip:{plan.Dialled}@{wire.Pbx}";
        _to = $"<{_target}>";
    }

    public bool IsAnswered { get; private set; }

    /// <summary>Both sides know that the call is over.</summary>
    public Task Ended => _ended.Task;

    public async Task RunAsync()
    {
        _wire.Add(_callId, Take);
        var leaving = Task.Delay(_plan.HangsUpAfter, TimeProvider.System);
        var invite = Request("INVITE", 1, "invite", SipMessage.Body("application/sdp", SipMessage.Sdp(_wire.Local)));
        do
        {
            _wire.Send(invite);
            await Task.WhenAny(leaving, Task.Delay(Repeat, TimeProvider.System));
        }
        while (!_isHeard && !leaving.IsCompleted);

        await Task.WhenAny(leaving, Ended);
        for (var attempt = 0; attempt < 20 && !Ended.IsCompleted; attempt++)
        {
            lock (_lock)
            {
                _isLeaving = true;
                Leave();
            }

            await Task.WhenAny(Ended, Task.Delay(Repeat, TimeProvider.System));
        }
    }

    private void Take(SipMessage message)
    {
        lock (_lock)
        {
            if (message.Status == 0)
                TakeRequest(message);
            else if (message.Method == "INVITE")
                TakeAnswer(message);
            else if (message.Method == "BYE" && message.Status >= 200)
                _ended.TrySetResult();
        }
    }

    private void TakeRequest(SipMessage message)
    {
        if (message.Method == "ACK")
            return;
        _wire.Send(message.Respond("200 OK", _wire.Local, "caller"));
        if (message.Method == "BYE")
            _ended.TrySetResult();
    }

    private void TakeAnswer(SipMessage message)
    {
        _isHeard = true;
        if (message.Status < 200)
        {
            if (_isLeaving)
                Leave();
            return;
        }

        _to = message.Header("To");
        if (message.Status >= 300)
        {
            _wire.Send(Request("ACK", 1, "invite", SipMessage.Body("", "")));
            _ended.TrySetResult();
            return;
        }

        _target = message.Contact;
        _wire.Send(Request("ACK", 1, "ack", SipMessage.Body("", "")));
        if (IsAnswered)
            return;
        IsAnswered = true;
        // The answer crossed our CANCEL.
        if (_isLeaving)
            Leave();
        else if (_plan.PressesAfter is { } after)
            _ = PressAsync(after);
    }

    private async Task PressAsync(TimeSpan after)
    {
        await Task.Delay(after, TimeProvider.System);
        lock (_lock)
        {
            if (!_isLeaving && !Ended.IsCompleted)
                _wire.Send(Request("INFO", ++_sequence, $"info{_sequence}", SipMessage.Body("application/dtmf-relay", "Signal=1\nDuration=160\n")));
        }
    }

    /// <summary>Before anything was heard nothing can be cancelled; the first answer comes back to this.</summary>
    private void Leave()
    {
        if (IsAnswered)
        {
            if (!_isLeavingSaid)
                _sequence++;
            _isLeavingSaid = true;
            _wire.Send(Request("BYE", _sequence, "bye", SipMessage.Body("", "")));
        }
        else if (_isHeard)
        {
            _wire.Send(Request("CANCEL", 1, "invite", SipMessage.Body("", "")));
        }
    }

    private string Request(string method, int sequence, string branch, string rest) => $"""
        {method} {(method is "CANCEL" || branch == "invite" ? $"sip:{_plan.Dialled}@{_wire.Pbx}" : _target)} SIP/2.0
        Via: SIP/2.0/UDP {_wire.Local};rport;branch=z9hG4bK-storm-{_plan.Number}-{branch}
        From: <sip:{_plan.Caller}@{_wire.Local}>;tag=caller{_plan.Number}
        To: {(method is "INVITE" or "CANCEL" ? $"<sip:{_plan.Dialled}@{_wire.Pbx}>" : _to)}
        Call-ID: {_callId}
        CSeq: {sequence} {method}
        Contact: <sip:{_plan.Caller}@{_wire.Local}>
        Allow: INVITE, ACK, CANCEL, BYE, INFO, UPDATE, OPTIONS
        Max-Forwards: 70
        {rest}
        """;
}
