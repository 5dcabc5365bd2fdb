using CallControl.Storage;
using CallControl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Bench.Leases;

/// <summary>Leases per second by 64 clients at once: CallControl beside pgbench with the same SQL, in turns, on one durable PostgreSQL.</summary>
internal sealed class LeaseBench(BenchOptions options, string folder)
{
    public const string Name = "leases";
    private const int Seconds = 4;
    public const int Clients = 64;
    public const int Listings = 1000;
    public const int Visitors = 100_000;

    public async Task<LeaseResults> RunAsync(CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("callcontrol-leases-").FullName;
        try
        {
            await using var postgres = await PostgresCluster.CreateAsync(Path.Combine(work, "postgres"), cancellationToken);
            var connectionString = await postgres.EnsureDatabaseAsync("leases", cancellationToken);
            // As the program itself connects: see Storage.
            var pooled = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, MaxPoolSize = 20 };
            await using var database = NpgsqlDataSource.Create(pooled);
            await PrepareAsync(database, cancellationToken);
            await using var http = new HttpLeaser(connectionString, Path.Combine(folder, "callcontrol-leases.log"), work);
            await http.StartAsync(cancellationToken);
            return await MeasureAsync([new PgbenchLeaser(connectionString, work), new PoolLeaser(database), http], cancellationToken);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task PrepareAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await new Migrator(database, Migration.Embedded(), Options.Create(new StorageOptions()), TimeProvider.System, NullLogger<Migrator>.Instance)
            .StartingAsync(cancellationToken);
        await using var fill = database.CreateCommand($$"""
            INSERT INTO listings (id, short_title, destinations) SELECT n, 'listing ' || n, '{+79035550101}' FROM generate_series(1, {{Listings}}) AS n;
            INSERT INTO virtual_numbers (phone) SELECT '+7495' || to_char(n, 'FM0000000') FROM generate_series(1, {{Listings}}) AS n;
            """);
        await fill.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<LeaseResults> MeasureAsync(IReadOnlyList<ILeaser> leasers, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(Seconds);
        foreach (var leaser in leasers)
            await leaser.RunAsync(duration, cancellationToken); // code is compiled, connections are opened

        List<(string Leaser, LeaseFigures Figures)> rounds = [];
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var leaser in leasers)
            {
                var figures = await leaser.RunAsync(duration, cancellationToken);
                rounds.Add((leaser.Name, figures));
                Console.WriteLine(FormattableString.Invariant(
                    $"round {round}  {leaser.Name,-8} {figures.PerSecond,8:0} leases/s  median {figures.MedianMs,6:0.0} ms  p99 {figures.P99Ms,6:0.0} ms"));
            }
        }

        var results = new LeaseResults(rounds);
        var pgbench = results.Of("pgbench", figures => figures.PerSecond).Median;
        foreach (var leaser in leasers)
        {
            var median = results.Of(leaser.Name, figures => figures.PerSecond).Median;
            Console.WriteLine(FormattableString.Invariant(
                $"{leaser.Name,-8} {median,8:0} leases/s, {median / pgbench:P0} of pgbench; p99 {results.Of(leaser.Name, figures => figures.P99Ms).Median:0.0} ms"));
        }

        return results;
    }
}
