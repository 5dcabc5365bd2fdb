using CallControl.Telemetry;
using Dapper;
using Npgsql;

namespace CallControl.Delivery.Outbox;

/// <summary>How many events wait for CRMs, over all replicas; counted now and then, so that whoever looks waits for nothing.</summary>
internal sealed class OutboxBacklog(NpgsqlDataSource database, TimeProvider time, ILogger<OutboxBacklog> logger) : BackgroundService, IBacklog
{
    private const string Count = "SELECT count(*) AS waiting, extract(epoch FROM now() - min(at))::double precision AS seconds FROM crm_outbox WHERE state = 'waiting'";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private volatile Counted _last = new(0, null);

    public string Name => "crm";

    public long Depth => _last.Waiting;

    public TimeSpan? Age => TimeSpan.FromSeconds(_last.Seconds ?? 0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var ticks = new PeriodicTimer(Every, time);
            do
            {
                await CountAsync(stoppingToken);
            }
            while (await ticks.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            _last = await connection.QuerySingleAsync<Counted>(new CommandDefinition(Count, cancellationToken: cancellation));
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            Log.NotCounted(logger, e.Message);
        }
    }

    private sealed record Counted(long Waiting, double? Seconds);
}
