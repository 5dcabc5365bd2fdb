using System.Diagnostics;

namespace CallControl.Bench.Leases;

/// <summary>Clients that lease one number after another, each for another listing and visitor.</summary>
internal static class ManyClients
{
    public static async Task<LeaseFigures> RunAsync(TimeSpan duration, Func<int, int, Task> leaseAsync)
    {
        var clock = Stopwatch.StartNew();
        var each = await Task.WhenAll(Enumerable.Range(0, LeaseBench.Clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(client);
            List<double> milliseconds = [];
            while (clock.Elapsed < duration)
            {
                var began = Stopwatch.GetTimestamp();
                await leaseAsync(random.Next(1, LeaseBench.Listings + 1), random.Next(1, LeaseBench.Visitors + 1));
                milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return milliseconds;
        })));
        return LeaseFigures.Of(each.SelectMany(times => times), clock.Elapsed);
    }
}
