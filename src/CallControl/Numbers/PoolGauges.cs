using System.Diagnostics.Metrics;
using Npgsql;

namespace CallControl.Numbers;

/// <summary>
/// How full the pool is. PostgreSQL is asked now and then, not by whoever reads the gauge; while it is away there is nothing to show.
/// </summary>
internal sealed class PoolGauges(NpgsqlDataSource database, IMeterFactory meters, TimeProvider time) : PeriodicService(time)
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
    private long[]? _counts;

    protected override TimeSpan Pause => TimeSpan.FromSeconds(15);

    protected override bool StartsAtOnce => true;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create("CallControl.Numbers").CreateObservableGauge("callcontrol.numbers", Show, description: "Virtual numbers by state");
        return base.StartAsync(cancellationToken);
    }

    public override async Task RunAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        _counts = [.. States.Select((_, column) => row.GetInt64(column))];
    }

    /// <summary>Told by the journal and by the health check already.</summary>
    protected override void OnFailed(Exception failure) => _counts = null;

    private IEnumerable<Measurement<long>> Show()
        => _counts is { } counts ? States.Select((state, at) => new Measurement<long>(counts[at], new KeyValuePair<string, object?>("state", state))) : [];
}
