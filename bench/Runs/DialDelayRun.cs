using CallControl.Bench.Load;
using CallControl.Bench.Measurement;
using CallControl.Bench.Rig;
using CallControl.Bench.Scenarios;

namespace CallControl.Bench.Runs;

/// <summary>Key 1 to the owner's INVITE, from a capture, with every scenario in turn.</summary>
internal sealed class DialDelayRun(BenchPbx pbx, IReadOnlyList<IScenario> scenarios, SippLoad load, string folder)
{
    public const string Name = "capture";
    private const int Rate = 50;
    private const int Seconds = 10;
    private const int Rounds = 2;

    public async Task<IReadOnlyDictionary<string, DialDelays>> RunAsync(CancellationToken cancellationToken)
    {
        List<(string Scenario, DialDelays Delays)> parts = [];
        for (var round = 1; round <= Rounds; round++)
        {
            foreach (var scenario in scenarios)
            {
                var delays = await MeasureAsync(scenario, round, cancellationToken);
                parts.Add((scenario.Name, delays));
                Console.WriteLine(FormattableString.Invariant(
                    $"round {round,-2} {Rate,4} calls/s  {scenario.Name,-8} {delays.Milliseconds.Count,6} owners  key 1 to INVITE: median {delays.Median:0.00} ms  p99 {delays.P99:0.00} ms"));
            }
        }

        return parts.GroupBy(part => part.Scenario, part => part.Delays).ToDictionary(group => group.Key, DialDelays.Of);
    }

    private async Task<DialDelays> MeasureAsync(IScenario scenario, int round, CancellationToken cancellationToken)
    {
        var name = FormattableString.Invariant($"{scenario.Name}-capture-{round}");
        var calls = Rate * Seconds;
        await using var capture = await SipCapture.StartAsync(pbx.Sip, pbx.Owner, Path.Combine(folder, $"{name}.pcap"), cancellationToken);
        var result = await load.RunAsync(name, scenario.Numbers, Rate, calls, cancellationToken);
        await pbx.SettleAsync(cancellationToken);
        var delays = await capture.FinishAsync();
        // A capture that misses calls would show the quick ones only.
        if (delays.Milliseconds.Count < result.OwnerGood)
            throw new InvalidOperationException($"Of {result.OwnerGood} owners' calls of {scenario.Name} only {delays.Milliseconds.Count} were found in {name}.pcap.");
        return delays;
    }
}
