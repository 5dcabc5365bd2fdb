using CallControl.Bench.Measurement;

namespace CallControl.Bench.Scenarios;

/// <summary>bench/dialplan/plain.conf: nothing outside Asterisk takes part.</summary>
internal sealed class PlainDialplan : IScenario
{
    public string Name => ScenarioNames.Dialplan;

    public IReadOnlyList<string> Numbers { get; } = ["plain"];

    public ProcessCpu? App => null;

    public ProcessCpu? Postgres => null;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<WrittenDown?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<WrittenDown?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
