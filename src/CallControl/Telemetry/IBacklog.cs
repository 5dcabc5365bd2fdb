namespace CallControl.Telemetry;

/// <summary>
/// Work that gathers when it is not done fast enough. Every one that is registered has its length and age on the metrics page, as
/// <c>callcontrol.backlog.depth</c> and <c>callcontrol.backlog.age</c>.
/// </summary>
internal interface IBacklog
{
    /// <summary>A short stable word, the label <c>queue</c>.</summary>
    string Name { get; }

    /// <summary>How much waits. Called at any time from any thread; must not wait for anything.</summary>
    long Depth { get; }

    /// <summary>How long the oldest has waited; null where nobody measures it.</summary>
    TimeSpan? Age { get; }
}
