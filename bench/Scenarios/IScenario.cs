using CallControl.Bench.Measurement;

namespace CallControl.Bench.Scenarios;

/// <summary>One way to serve the flow, on the Asterisk that all scenarios share.</summary>
internal interface IScenario : IAsyncDisposable
{
    /// <summary>The name on the command line and in summary.json.</summary>
    string Name { get; }

    /// <summary>What is dialled to get there, in turn.</summary>
    IReadOnlyList<string> Numbers { get; }

    /// <summary>The application, when there is one.</summary>
    ProcessCpu? App { get; }

    /// <summary>Its database, when there is one.</summary>
    ProcessCpu? Postgres { get; }

    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>The calls so far by the scenario's own record; null when it keeps none.</summary>
    Task<WrittenDown?> CountAsync(CancellationToken cancellationToken);
}
