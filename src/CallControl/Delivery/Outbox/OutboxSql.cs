using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace CallControl.Delivery.Outbox;

/// <summary>The statement that writes events into the outbox; it can stand in anybody's transaction.</summary>
internal sealed class OutboxSql(IEnumerable<ICrmVendor> vendors)
{
    /// <summary>jsonb sorts names, so the type does not come first.</summary>
    public static readonly JsonSerializerOptions Json = new() { AllowOutOfOrderMetadataProperties = true };

    // An event that is there already stays as it is: rows of calls are written more than once, and so are their events. Ids follow the order of the entries: they
    // are the order in which a call's events are told.
    private const string Insert = """
        WITH added AS (
            INSERT INTO crm_outbox (event_id, enterprise_number, integration_type, call_id, kind, at, recovered, payload, priority)
            SELECT e.event_id, en.number, i.key, e.call_id, e.kind, e.at, e.recovered, jsonb_set(e.payload, '{Call,Enterprise}', to_jsonb(en.number)),
                CASE WHEN e.recovered OR e.kind IN ('recording-ready', 'analysed') THEN 2 WHEN e.kind = 'ended' THEN 1 ELSE 0 END
            FROM jsonb_to_recordset($1) AS e (
                n integer, event_id uuid, enterprise text, listing_id bigint, call_id uuid, kind text, at timestamptz, recovered boolean, payload jsonb)
            LEFT JOIN listings l ON l.id = e.listing_id
            JOIN enterprises en ON en.number = COALESCE(e.enterprise, l.enterprise)
            CROSS JOIN LATERAL jsonb_each(en.integrations_config) AS i
            WHERE jsonb_typeof(i.value) = 'object' AND i.value ->> 'enabled' = 'true' AND i.key || ' ' || e.kind = ANY ($2)
            ORDER BY e.n
            ON CONFLICT DO NOTHING
            RETURNING 1)
        SELECT pg_notify('crm_outbox', '') WHERE EXISTS (SELECT 1 FROM added)
        """;

    private readonly string[] _wanted = [.. vendors.SelectMany(vendor => KindsOf(vendor.Capabilities).Select(kind => $"{vendor.Name} {kind}"))];

    public NpgsqlBatchCommand Command(params IReadOnlyList<OutboxEntry> entries)
    {
        var rows = new JsonArray([.. entries.Select((entry, index) => new JsonObject
        {
            ["n"] = index,
            ["event_id"] = entry.Event.Id,
            ["enterprise"] = entry.Event.Call.Enterprise is { Length: > 0 } number ? number : null,
            ["listing_id"] = entry.ListingId,
            ["call_id"] = entry.Event.Call.Id,
            ["kind"] = KindOf(entry.Event),
            ["at"] = entry.Event.At,
            ["recovered"] = entry.Event.Recovered,
            ["payload"] = JsonSerializer.SerializeToNode(entry.Event, Json),
        })]);
        return new NpgsqlBatchCommand(Insert)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = rows.ToJsonString(), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<string[]> { TypedValue = _wanted },
            },
        };
    }

    private static string KindOf(CrmEvent crmEvent) => crmEvent switch
    {
        CallRinging => "ringing",
        CallAnswered => "answered",
        CallEnded => "ended",
        RecordingReady => "recording-ready",
        CallAnalysed => "analysed",
        _ => throw new ArgumentOutOfRangeException(nameof(crmEvent)),
    };

    private static IEnumerable<string> KindsOf(CrmCapabilities capabilities)
    {
        if (capabilities.HasFlag(CrmCapabilities.PopUp))
        {
            yield return "ringing";
            yield return "answered";
        }

        // The end also takes pop-ups away, and is when names are looked up.
        if ((capabilities & (CrmCapabilities.PopUp | CrmCapabilities.CallRecords | CrmCapabilities.Names)) != 0)
            yield return "ended";
        if (capabilities.HasFlag(CrmCapabilities.Recordings))
            yield return "recording-ready";
        if (capabilities.HasFlag(CrmCapabilities.Comments))
            yield return "analysed";
    }
}
