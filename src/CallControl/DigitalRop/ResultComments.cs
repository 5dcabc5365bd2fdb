using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop;
using CallControl.Crm.DigitalRop.Results;
using CallControl.Delivery;
using CallControl.Delivery.Outbox;
using CallControl.Enterprises;
using Dapper;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>Passes results on to CRMs as comments: through the outbox, in the transaction that stores the result; told once, after the call's own events, and again until the CRM has it.</summary>
internal sealed class ResultComments(EnterpriseDirectory directory, OutboxSql outbox, TimeProvider time)
{
    private const string SelectCall = """
        SELECT caller, dialled, started_at AS startedat, COALESCE(direction, 'incoming') AS direction, line FROM calls WHERE id = @callId
        """;

    // A recovered call has no row; CRMs were told of it by these events.
    private const string SelectTold = "SELECT payload::text FROM crm_outbox WHERE event_id = ANY (@events) AND enterprise_number = @enterprise LIMIT 1";

    private const string Commented = """
        UPDATE call_analysis SET commented_at = now() WHERE enterprise_number = @enterprise AND call_id = @callId AND kind = 'checklist' AND subject = @Subject
        """;

    public async Task AddAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string enterprise, Guid callId, AnalysisResult result, CancellationToken cancellation)
    {
        if (directory.Find(enterprise) is not { } known || !DigitalRopVendor.CommentsToCrm(IntegrationSettings.Of(known, DigitalRopVendor.Word)) || ResultText.Of(result) is not { } text)
            return;
        if (await FindCallAsync(connection, transaction, enterprise, callId, cancellation) is not { } call)
            return; // not a call of this program: no CRM has its record by this id
        var analysed = new CallAnalysed(EventKey.Of(callId, $"analysed {result.Subject} {result.At:O} {text}"), call, time.GetUtcNow(), Recovered: false, text);
        if (await WriteAsync(connection, transaction, new OutboxEntry(analysed), cancellation))
            await connection.ExecuteAsync(new CommandDefinition(Commented, new { enterprise, callId, result.Subject }, transaction, cancellationToken: cancellation));
    }

    /// <returns>False when no CRM of the enterprise takes comments, or it was there already.</returns>
    private async Task<bool> WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, OutboxEntry entry, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { outbox.Command(entry) } };
        await using var added = await batch.ExecuteReaderAsync(cancellation);
        return await added.ReadAsync(cancellation);
    }

    private static async Task<CrmCall?> FindCallAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string enterprise, Guid callId, CancellationToken cancellation)
    {
        if (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(SelectCall, new { callId }, transaction, cancellationToken: cancellation)) is { } row)
            return CallOf(callId, enterprise, row);
        Guid[] events = [EventKey.Of(callId, "ended"), EventKey.Of(callId, "recording")];
        var told = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(SelectTold, new { events, enterprise }, transaction, cancellationToken: cancellation));
        return told is null ? null : JsonSerializer.Deserialize<CrmEvent>(told, OutboxSql.Json)?.Call;
    }

    private static CrmCall CallOf(Guid id, string enterprise, Row row)
    {
        var startedAt = new DateTimeOffset(DateTime.SpecifyKind(row.StartedAt, DateTimeKind.Utc));
        return OutgoingCall.IsOutgoing(row.Direction)
            ? OutgoingCall.Of(id, enterprise, row.Dialled, row.Line, startedAt)!
            : new CrmCall(
                id, enterprise, CallDirection.Incoming, PhoneNumber.TryParse(row.Caller, out var client) ? client : null,
                PhoneNumber.TryParse(row.Dialled, out var line) ? line : default, startedAt);
    }

    private sealed class Row
    {
        public string? Caller { get; set; }

        public string Dialled { get; set; } = "";

        public DateTime StartedAt { get; set; }

        public string Direction { get; set; } = "";

        public string? Line { get; set; }
    }
}
