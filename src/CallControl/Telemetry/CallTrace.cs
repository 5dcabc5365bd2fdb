using System.Diagnostics;
using CallControl.Calls;

namespace CallControl.Telemetry;

/// <summary>
/// What a call leaves behind for those who look on: the time of each stage, and one trace from the number hit to the end with a span for
/// each stage. The trace's id is the call's id, so whoever has the one has the other, and a call that another process adopts stays in
/// its trace. Used from the call's loop alone.
/// </summary>
internal sealed class CallTrace(CallId id, CallRow row, TimeProvider time)
{
    /// <summary>The span after the last stage, in which the call's channels are freed.</summary>
    public const string Ending = "ending";

    private Activity? _call;
    private Activity? _stage;
    private string? _name;
    private long _since;

    /// <summary>The call is there.</summary>
    public void Begin()
    {
        if (!CallActivities.Source.HasListeners())
            return;
        // The websocket's request in whose flow the call began is not its parent.
        Activity.Current = null;
        _call = CallActivities.Start(CallActivities.Call, id);
        _call?.SetTag("callcontrol.call.id", id.ToString()).SetTag("callcontrol.flow", row.Flow).SetTag("callcontrol.node", row.Node);
    }

    /// <summary>The stage before is over, this one begins.</summary>
    public void Enter(string stage)
    {
        Leave();
        _name = stage;
        _since = time.GetTimestamp();
        if (_call is null)
            return;
        Activity.Current = _call;
        _stage = CallActivities.Source.StartActivity(stage);
    }

    /// <summary>What is done from here on belongs to the present stage.</summary>
    public void Resume()
    {
        if (_call is not null)
            Activity.Current = _stage ?? _call;
    }

    /// <summary>The call is over and everything freed; null when another process runs it now.</summary>
    public void End(EndReason? reason)
    {
        Leave();
        if (_call is not { } call)
            return;
        call.SetTag("callcontrol.end_reason", reason?.ToString() ?? "taken_over");
        if (row.ListingId is { } listing)
            call.SetTag("callcontrol.listing.id", listing);
        if (reason is { } fault && IsFault(fault))
            call.SetStatus(ActivityStatusCode.Error, fault.ToString());
        call.Stop();
        _call = null;
    }

    private void Leave()
    {
        if (_name is { } name)
            CallMetrics.StageTimes.Record(time.GetElapsedTime(_since).TotalSeconds, new KeyValuePair<string, object?>("stage", name));
        _name = null;
        _stage?.Stop();
        _stage = null;
    }

    private static bool IsFault(EndReason reason)
        => reason == EndReason.Failed || reason == EndReason.AsteriskRefused || reason == EndReason.AsteriskSilent
            || reason == EndReason.Vanished || reason == EndReason.Overflow;
}
