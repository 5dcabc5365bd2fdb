using System.Diagnostics.Metrics;

namespace CallControl.Telemetry;

/// <summary>Length and age of everything that gathers.</summary>
internal sealed class BacklogGauges(IEnumerable<IBacklog> backlogs, IMeterFactory meters) : IHostedService
{
    private readonly IBacklog[] _backlogs = [.. backlogs];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create("CallControl.Backlogs");
        meter.CreateObservableGauge(
            "callcontrol.backlog.depth",
            () => _backlogs.Select(backlog => new Measurement<long>(backlog.Depth, Label(backlog))),
            description: "What waits to be written, sent or made");
        meter.CreateObservableGauge(
            "callcontrol.backlog.age",
            () => _backlogs.Where(backlog => backlog.Age is not null).Select(backlog => new Measurement<double>(backlog.Age!.Value.TotalSeconds, Label(backlog))),
            "s",
            "How long the oldest of it has waited");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static KeyValuePair<string, object?> Label(IBacklog backlog) => new("queue", backlog.Name);
}
