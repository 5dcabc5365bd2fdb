using System.Collections.Concurrent;
using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Outbox;
using CallControl.Enterprises;
using CallControl.Recordings;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Delivery;

/// <summary>
/// Reads call events for CRMs out of what the journal writes: a destination is dialled, the sides are connected, the call is over. It only looks at what is written, so
/// calls know nothing of CRMs, and a call that another process adopted goes on here too. An event that it makes twice has the same id and is stored once.
/// </summary>
internal sealed class CallEvents(EnterpriseDirectory directory, OutboxSql outbox, RecordingLinks links, IOptions<DeliveryOptions> options) : ICallWatcher
{
    private readonly ConcurrentDictionary<Guid, Seen> _calls = new();

    /// <summary>How many calls are remembered: the live ones.</summary>
    public int Remembered => _calls.Count;

    public void Released(Guid callId) => _calls.TryRemove(callId, out _);

    public Func<NpgsqlBatchCommand>? Saved(CallRow row, bool recovered)
    {
        if (!directory.AnyIntegration)
            return null;
        var seen = row.EndedAt is null ? _calls.GetOrAdd(row.Id, _ => new Seen()) : _calls.TryRemove(row.Id, out var known) ? known : new Seen();
        seen.Row = row;
        List<OutboxEntry> entries = [];
        if (CallOf(row) is not { } call)
            return null;
        foreach (var dialled in seen.TakeDialled().Where(dialled => IsOurs(row, dialled)))
            entries.Add(Ringing(row, call, dialled, recovered));
        if (row.BridgedAt is { } bridged && !seen.Answered)
        {
            seen.Answered = true;
            entries.Add(new(new CallAnswered(EventKey.Of(row.Id, "answered"), call, bridged, recovered, OurSideOf(row)!), row.ListingId));
        }

        if (row.EndedAt is { } ended)
            entries.Add(new(Ended(row, call, ended, recovered), row.ListingId));
        return Command(entries);
    }

    public Func<NpgsqlBatchCommand>? Happened(CallEvent happened)
    {
        if (happened.Kind != "dial" || !directory.AnyIntegration)
            return null;
        var seen = _calls.GetOrAdd(happened.CallId, _ => new Seen());
        // The row that names the listing may not be written yet: it is a moment later.
        if (seen.Row is { } known && !IsOurs(known, happened))
            return null;
        if (seen.Row is not { } row || CallOf(row) is not { } call)
        {
            seen.AddDialled(happened);
            return null;
        }

        return Command([Ringing(row, call, happened, recovered: false)]);
    }

    private Func<NpgsqlBatchCommand>? Command(List<OutboxEntry> entries) => entries.Count == 0 ? null : () => outbox.Command(entries);

    private static OutboxEntry Ringing(CallRow row, CrmCall call, CallEvent dialled, bool recovered) => new(
        new CallRinging(EventKey.Of(row.Id, $"ringing {dialled.Subject}"), call, dialled.At, recovered, [EnterpriseSide.Of(dialled.Subject)!]), row.ListingId);

    /// <summary>Null while nobody knows which listing, and so which enterprise, it is about.</summary>
    private static CrmCall? CallOf(CallRow row)
    {
        if (row.Direction == CallRow.Outgoing)
            return OutgoingCall.Of(row.Id, row.Enterprise, row.Dialled, row.Line, row.StartedAt);
        if (row.ListingId is null || !PhoneNumber.TryParse(row.Dialled, out var line))
            return null;
        return new CrmCall(row.Id, "", CallDirection.Incoming, PhoneNumber.TryParse(row.Caller, out var caller) ? caller : null, line, row.StartedAt);
    }

    /// <summary>Whose phone rings on the enterprise's side; that the client's rings is nobody's pop-up.</summary>
    private static bool IsOurs(CallRow row, CallEvent dialled) => row.Direction != CallRow.Outgoing || dialled.Subject == row.Extension;

    private static CallParty? OurSideOf(CallRow row) => EnterpriseSide.Of(row.Direction, row.Extension, row.Destination);

    private CallEnded Ended(CallRow row, CrmCall call, DateTimeOffset ended, bool recovered) => new(
        EventKey.Of(row.Id, "ended"), call, ended, recovered, ResultOf(row), OurSideOf(row),
        Longer((row.BridgedAt ?? ended) - row.StartedAt), row.BridgedAt is { } bridged ? Longer(ended - bridged) : TimeSpan.Zero)
    {
        Recording = row.Recorded && row.BridgedAt is not null ? links.CreatePublic(row.Id, options.Value.RecordingLinkLifetime) : null,
    };

    private static CallResult ResultOf(CallRow row)
    {
        if (row.BridgedAt is not null)
            return CallResult.Answered;
        if (row.Direction == CallRow.Outgoing)
            return OutgoingCall.ResultOf(row.EndSide, row.EndReason);
        if (row.EndSide == "caller")
            return CallResult.Cancelled;
        // Q.850: 17 user busy; 21 call rejected; 16 normal, 18 and 19 no answer.
        return (row.EndSide, row.OwnerCause) switch
        {
            (_, 17) => CallResult.Busy,
            (_, 21) => CallResult.Refused,
            ("owner", null or 0 or 16 or 18 or 19) => CallResult.NoAnswer,
            ("owner", _) => CallResult.Failed,
            _ when row.RingingAt is null => CallResult.NoAnswer,
            _ => CallResult.Failed,
        };
    }

    // A clock that was set back must not make times negative.
    private static TimeSpan Longer(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    /// <summary>What was seen of a live call; touched by the call's own loop alone.</summary>
    private sealed class Seen
    {
        private readonly List<CallEvent> _dialled = [];

        public CallRow? Row { get; set; }

        public bool Answered { get; set; }

        public void AddDialled(CallEvent dialled) => _dialled.Add(dialled);

        public IReadOnlyList<CallEvent> TakeDialled()
        {
            CallEvent[] taken = [.. _dialled];
            _dialled.Clear();
            return taken;
        }
    }
}
