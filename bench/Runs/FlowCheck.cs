using CallControl.Bench.Load;
using CallControl.Bench.Rig;
using CallControl.Bench.Scenarios;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Runs;

/// <summary>
/// One call before any load: the two legs must come together in a bridge. SIPp sees neither whisper nor bridge, so a scenario that left
/// them out would look fast.
/// </summary>
internal sealed class FlowCheck(BenchPbx pbx, SippLoad load)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <exception cref="InvalidOperationException">The flow is not the flow; the message says what was missing.</exception>
    public async Task RunAsync(IScenario scenario, CancellationToken cancellationToken)
    {
        var bridged = BridgedAsync(cancellationToken);
        var result = await load.RunAsync($"{scenario.Name}-check", scenario.Numbers, rate: 1, calls: 1, cancellationToken);
        if (result.Failed > 0)
            throw new InvalidOperationException($"The one call to {scenario.Name} failed: see {scenario.Name}-check-*.log in bench/out. Asterisk says:\n{pbx.Server.LastLog(10)}");
        if (!await bridged)
            throw new InvalidOperationException($"The one call to {scenario.Name} never brought the two legs into one bridge.");
        await pbx.SettleAsync(cancellationToken);
    }

    private async Task<bool> BridgedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Poll.UntilAsync(async () => (await pbx.BridgesAsync()).Contains(2), Patience, "two channels in a bridge", cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
