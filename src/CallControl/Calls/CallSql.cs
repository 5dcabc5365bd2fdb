using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;

namespace CallControl.Calls;

/// <summary>The statements that write calls.</summary>
internal static class CallSql
{
    // jsonb_populate_recordset takes the columns by name. A process whose call was taken over changes nothing any more.
    private const string UpsertCalls = """
        INSERT INTO calls
        SELECT * FROM jsonb_populate_recordset(NULL::calls, $1)
        ON CONFLICT (id) DO UPDATE SET
          stage = excluded.stage, listing_id = excluded.listing_id, attribution = excluded.attribution,
          alternative_listing_id = excluded.alternative_listing_id,
          owner_channel = excluded.owner_channel, destination = excluded.destination,
          greeted_at = excluded.greeted_at, confirmed_at = excluded.confirmed_at, ringing_at = excluded.ringing_at,
          owner_answered_at = excluded.owner_answered_at, bridged_at = excluded.bridged_at,
          ended_at = excluded.ended_at, end_side = excluded.end_side, end_reason = excluded.end_reason,
          owner_cause = excluded.owner_cause, memory = excluded.memory, serial = excluded.serial, recorded = excluded.recorded
        WHERE calls.replica IS NOT DISTINCT FROM excluded.replica
        """;

    private const string InsertEvents = """
        INSERT INTO call_events (call_id, at, kind, subject, detail)
        SELECT call_id, at, kind, subject, detail FROM jsonb_populate_recordset(NULL::call_events, $1)
        """;

    /// <summary>Writes entries in one transaction and one round trip. Of several states of one call only the last is written.</summary>
    public static async Task WriteAsync(NpgsqlDataSource database, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<Guid, CallRow>();
        List<CallEvent> events = [];
        await using var batch = database.CreateBatch();
        foreach (var entry in entries)
        {
            if (entry.Row is { } row)
                rows[row.Id] = row;
            if (entry.Event is { } happened)
                events.Add(happened);
        }

        if (rows.Count > 0)
            batch.BatchCommands.Add(Json(UpsertCalls, JsonSerializer.SerializeToUtf8Bytes([.. rows.Values], CallJson.Default.CallRowArray)));
        if (events.Count > 0)
            batch.BatchCommands.Add(Json(InsertEvents, JsonSerializer.SerializeToUtf8Bytes([.. events], CallJson.Default.CallEventArray)));
        foreach (var entry in entries)
        {
            if (entry.Command is { } command)
                batch.BatchCommands.Add(command());
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes one row now, for a caller that must know it is there.</summary>
    public static NpgsqlBatchCommand Write(CallRow row) => Json(UpsertCalls, JsonSerializer.SerializeToUtf8Bytes([row], CallJson.Default.CallRowArray));

    private static NpgsqlBatchCommand Json(string sql, byte[] json)
        => new(sql) { Parameters = { new NpgsqlParameter { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb } } };
}

/// <summary>Source-generated serialisation of rows; names are the columns'.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CallRow[]))]
[JsonSerializable(typeof(CallEvent[]))]
internal sealed partial class CallJson : JsonSerializerContext;
