using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Delivery.Outbox;
using CallControl.Enterprises;
using CallControl.Recordings;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Delivery;

/// <summary>Tells CRMs of saved recordings.</summary>
internal sealed class RecordingEvents(
    NpgsqlDataSource database, EnterpriseDirectory directory, OutboxSql outbox, RecordingLinks links, IOptions<DeliveryOptions> options, TimeProvider time) : IRecordingSaved
{
    private const string Select = """
        SELECT listing_id AS listingid, caller, dialled, started_at AS startedat, ended_at AS endedat, direction, enterprise, line, extension,
               destination, bridged_at IS NOT NULL AS talked FROM calls WHERE id = @callId
        """;

    public async Task OnSavedAsync(Guid callId, string path, TimeSpan duration, CancellationToken cancellation)
    {
        if (!directory.AnyIntegration)
            return;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { callId }, cancellationToken: cancellation));
        if (row is null)
            return; // a recording that is no call's
        // The recording must not overtake the end of its call, which the journal may still hold: the keeper comes back.
        if (row.EndedAt is null)
            throw new IOException($"Call {callId} is not written down yet");
        if (CallOf(callId, row) is not { } call || links.CreatePublic(callId, options.Value.RecordingLinkLifetime) is not { } link)
            return;
        var ready = new RecordingReady(
            EventKey.Of(callId, "recording"), call, time.GetUtcNow(), Recovered: false, link, duration)
        {
            By = row.Talked ? EnterpriseSide.Of(row.Direction, row.Extension, row.Destination) : null,
            Bytes = new FileInfo(path) is { Exists: true } file ? file.Length : null,
        };
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(outbox.Command(new OutboxEntry(ready, row.ListingId)));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static CrmCall? CallOf(Guid callId, Row row)
    {
        var startedAt = new DateTimeOffset(row.StartedAt, TimeSpan.Zero);
        if (row.Direction == CallRow.Outgoing)
            return OutgoingCall.Of(callId, row.Enterprise, row.Dialled, row.Line, startedAt);
        if (row.ListingId is null || !PhoneNumber.TryParse(row.Dialled, out var line))
            return null;
        return new CrmCall(callId, "", CallDirection.Incoming, PhoneNumber.TryParse(row.Caller, out var client) ? client : null, line, startedAt);
    }

    private sealed class Row
    {
        public string? Direction { get; set; }

        public string? Enterprise { get; set; }

        public string? Line { get; set; }

        public string? Extension { get; set; }

        public string? Destination { get; set; }

        public bool Talked { get; set; }

        public long? ListingId { get; set; }

        public string? Caller { get; set; }

        public string Dialled { get; set; } = "";

        public DateTime StartedAt { get; set; }

        public DateTime? EndedAt { get; set; }
    }
}
