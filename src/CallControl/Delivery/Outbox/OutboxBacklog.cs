using CallControl.Telemetry;
using Dapper;
using Npgsql;

namespace CallControl.Delivery.Outbox;

/// <summary>How many events wait for CRMs, over all replicas; counted now and then, so that whoever looks waits for nothing.</summary>
internal sealed class OutboxBacklog(NpgsqlDataSource database, TimeProvider time, ILogger<OutboxBacklog> logger) : PeriodicService(time), IBacklog
{
    private const string Count = "SELECT count(*) AS waiting, extract(epoch FROM now() - min(at))::double precision AS seconds FROM crm_outbox WHERE state = 'waiting'";

    private volatile Counted _last = new(0, null);

    public string Name => "crm";

    public long Depth => _last.Waiting;

    public TimeSpan? Age => TimeSpan.FromSeconds(_last.Seconds ?? 0);

    protected override TimeSpan Pause => TimeSpan.FromSeconds(15);

    protected override bool StartsAtOnce => true;

    public override async Task RunAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        _last = await connection.QuerySingleAsync<Counted>(new CommandDefinition(Count, cancellationToken: cancellation));
    }

    protected override void OnFailed(Exception failure) => Log.NotCounted(logger, failure.Message);

    private sealed record Counted(long Waiting, double? Seconds);
}
