using System.Diagnostics.Metrics;
using Npgsql;

namespace CallControl.Numbers;

/// <summary>
/// How full the pool is. PostgreSQL is asked now and then, not by whoever reads the gauge; while it is away there is nothing to show.
/// </summary>
internal sealed class PoolGauges(NpgsqlDataSource database, IMeterFactory meters, TimeProvider time) : BackgroundService
{
    // A number for all listings is never leased, so it is not free either.
    private const string Sql = """
        SELECT count(*) FILTER (WHERE is_busy AND assigned_until > now()),
               count(*) FILTER (WHERE is_busy AND assigned_until IS NULL),
               count(*) FILTER (WHERE enabled AND NOT ask_code AND (NOT is_busy OR assigned_until <= now())),
               count(*) FILTER (WHERE NOT enabled AND (NOT is_busy OR assigned_until <= now()))
        FROM virtual_numbers
        """;

    private static readonly string[] States = ["leased", "held", "free", "disabled"];
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private long[]? _counts;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        meters.Create("CallControl.Numbers").CreateObservableGauge("callcontrol.numbers", Show, description: "Virtual numbers by state");
        try
        {
            using var timer = new PeriodicTimer(Every, time);
            do
            {
                await CountAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand(Sql);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            _counts = [.. States.Select((_, column) => row.GetInt64(column))];
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            // Told by the journal and by the health check already.
            _counts = null;
        }
    }

    private IEnumerable<Measurement<long>> Show()
        => _counts is { } counts ? States.Select((state, at) => new Measurement<long>(counts[at], new KeyValuePair<string, object?>("state", state))) : [];
}
