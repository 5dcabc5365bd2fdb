using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Delivery;

/// <summary>Deletes what was told long ago, every hour, in small batches. What waits or is dead stays.</summary>
internal sealed class DeliverySweep(NpgsqlDataSource database, IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeliverySweep> logger) : PeriodicService(time)
{
    private const int BatchSize = 2000;

    private const string DeleteEvents = """
        DELETE FROM crm_outbox WHERE id IN (SELECT id FROM crm_outbox WHERE state IN ('delivered', 'expired') AND done_at < now() - @age LIMIT @BatchSize)
        """;

    private const string DeleteNotes = """
        DELETE FROM crm_call_memory WHERE ctid = ANY (ARRAY(SELECT ctid FROM crm_call_memory WHERE updated_at < now() - @age LIMIT @BatchSize))
        """;

    private const string DeleteExchanges = "DELETE FROM integration_logs WHERE id IN (SELECT id FROM integration_logs WHERE created_at < now() - @age LIMIT @BatchSize)";

    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    public override async Task RunAsync(CancellationToken cancellation)
    {
        var events = await DeleteAsync(DeleteEvents, options.Value.KeepDelivered, cancellation);
        var notes = await DeleteAsync(DeleteNotes, options.Value.KeepDelivered, cancellation);
        var exchanges = await DeleteAsync(DeleteExchanges, options.Value.KeepLogs, cancellation);
        if (events + notes + exchanges > 0)
            Log.Swept(logger, events, notes, exchanges);
    }

    protected override void OnFailed(Exception failure) => Log.SweepFailed(logger, failure.Message);

    private async Task<long> DeleteAsync(string sql, TimeSpan age, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        long deleted = 0;
        int batch;
        do
        {
            batch = await connection.ExecuteAsync(new CommandDefinition(sql, new { age, BatchSize }, cancellationToken: cancellation));
            deleted += batch;
        }
        while (batch == BatchSize);

        return deleted;
    }
}
