using System.Diagnostics;
using CallControl.Bench.Measurement;
using CallControl.Bench.Report;

namespace CallControl.Bench.Lookups;

/// <summary>How long the name of a caller takes (<c>/customer-name</c>): from the cache, and from MoySklad, beside MoySklad's own answer to the same question.</summary>
internal sealed class LookupBench(BenchOptions options, string folder)
{
    public const string Name = "lookups";
    private const int Asks = 100;
    private const int CachedAsks = 20;

    // So long an answer of MoySklad takes.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(50);

    // Three requests in each keep below MoySklad's 45 in 3 s: what is measured is the way, not the waiting for a turn.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    public async Task<IReadOnlyList<SummaryLine>> RunAsync(CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("callcontrol-lookups-").FullName;
        try
        {
            await using var rig = await LookupRig.StartAsync(work, Path.Combine(folder, "callcontrol-lookups.log"), Asks, AnswerTime, cancellationToken);
            await MeasureAsync(rig, Asks / 5, cancellationToken); // code is compiled, connections are opened
            List<LookupRound> rounds = [];
            for (var round = 1; round <= options.Rounds; round++)
            {
                var measured = await MeasureAsync(rig, Asks, cancellationToken);
                rounds.Add(measured);
                Console.WriteLine(FormattableString.Invariant(
                    $"round {round}  MoySklad itself {Text(measured.Vendor)}  uncached {Text(measured.Uncached)}  cached {Text(measured.Cached)}"));
            }

            return [.. Lines(rounds)];
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<LookupRound> MeasureAsync(LookupRig rig, int asks, CancellationToken cancellationToken)
    {
        List<double> vendor = [], uncached = [], cached = [];
        rig.CountRequests();
        for (var number = 0; number < asks; number++)
        {
            var pace = Task.Delay(Pace, TimeProvider.System, cancellationToken);
            uncached.Add(await TimeAsync(() => rig.NameAsync(number, cached: false, cancellationToken)));
            if (rig.CountRequests() is not 1 and var requests)
                throw new InvalidOperationException($"MoySklad was asked {requests} times for one name.");
            // Its own journal is what the direct question is taken from.
            await rig.NameAsync(number, cached: false, cancellationToken);
            vendor.Add(await TimeAsync(() => rig.VendorAsync(number, cancellationToken)));
            for (var again = 0; again < CachedAsks; again++)
                cached.Add(await TimeAsync(() => rig.NameAsync(number, cached: true, cancellationToken)));
            if (rig.CountRequests() != 2)
                throw new InvalidOperationException("MoySklad was asked for a name that was in the cache.");
            await pace;
        }

        return new LookupRound(Latency.Of(vendor), Latency.Of(uncached), Latency.Of(cached));
    }

    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var began = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    // The peer is MoySklad itself.
    private static IEnumerable<SummaryLine> Lines(IReadOnlyList<LookupRound> rounds) =>
    [
        Line("lookup_uncached_ms_p50", "ms", rounds, round => round.Uncached.MedianMs, round => round.Vendor.MedianMs),
        Line("lookup_uncached_ms_p99", "ms", rounds, round => round.Uncached.P99Ms, round => round.Vendor.P99Ms),
        Line("lookup_uncached_to_vendor", "ratio", rounds, round => round.Uncached.MedianMs / round.Vendor.MedianMs, null),
        Line("lookup_cached_ms_p50", "ms", rounds, round => round.Cached.MedianMs, round => round.Vendor.MedianMs),
        Line("lookup_cached_ms_p99", "ms", rounds, round => round.Cached.P99Ms, round => round.Vendor.P99Ms),
        Line("lookup_cached_to_vendor", "ratio", rounds, round => round.Cached.MedianMs / round.Vendor.MedianMs, null),
    ];

    private static SummaryLine Line(string name, string unit, IReadOnlyList<LookupRound> rounds, Func<LookupRound, double> ours, Func<LookupRound, double>? peer) =>
        new(name, unit, Median(rounds.Select(ours)), null, peer is null ? null : Median(rounds.Select(peer)));

    private static double Median(IEnumerable<double> values) => Math.Round(Spread.Of(values)!.Median, 3);

    private static string Text(Latency latency) => FormattableString.Invariant($"median {latency.MedianMs,6:0.00} ms  p99 {latency.P99Ms,6:0.00} ms");
}
