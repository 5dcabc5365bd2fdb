using System.Globalization;
using CallControl.Numbers;
using CallControl.TestKit.Processes;
using Npgsql;

namespace CallControl.Bench.Leases;

/// <summary>
/// What PostgreSQL itself can do: pgbench sends CallControl's own two commands as CallControl does, prepared and in one pipeline, which is one
/// round trip and one implicit transaction.
/// </summary>
internal sealed class PgbenchLeaser(string connectionString, string folder) : ILeaser
{
    private const int Threads = 2;

    public string Name => "pgbench";

    public async Task<LeaseFigures> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var logs = Path.Combine(folder, "pgbench");
        if (Directory.Exists(logs))
            Directory.Delete(logs, recursive: true);
        Directory.CreateDirectory(logs);
        var script = Path.Combine(folder, "lease.sql");
        await File.WriteAllTextAsync(script, Script(), cancellationToken);

        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var seconds = ((int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var run = await ChildProcess.RunAsync(
            new ChildProcessOptions
            {
                Command =
                [
                    "pgbench", "-n", "-M", "prepared", "-c", $"{LeaseBench.Clients}", "-j", $"{Threads}", "-T", seconds, "-f", script,
                    "-l", "--log-prefix", Path.Combine(logs, "transactions"), "-h", database.Host!, "-p", $"{database.Port}", "-U", database.Username!, database.Database!,
                ],
                Environment = new Dictionary<string, string> { ["PGPASSWORD"] = database.Password! },
            },
            duration + TimeSpan.FromSeconds(30));
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"pgbench failed:\n{run.Output}");
        return LeaseFigures.Of(Directory.EnumerateFiles(logs).SelectMany(File.ReadLines).Select(Milliseconds), duration);
    }

    // client, transaction, microseconds, …
    private static double Milliseconds(string line) => double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1000;

    private static string Script() => $"""
        \set listing random(1, {LeaseBench.Listings})
        \set visitor random(1, {LeaseBench.Visitors})
        \startpipeline
        {Fill(LeaseSql.Lock)};
        {Fill(LeaseSql.Lease)};
        \endpipeline
        """;

    private static string Fill(string sql) => sql
        .Replace("$1", ":listing::bigint", StringComparison.Ordinal)
        .Replace("$2", ":visitor::text", StringComparison.Ordinal)
        .Replace("$3", "interval '30 minutes'", StringComparison.Ordinal);
}
