namespace CallControl.Calls;

/// <summary>What a stage decides: stay, go on to another stage, or end the call.</summary>
internal readonly record struct Step
{
    /// <summary>Nothing changes: the stage waits for the next message.</summary>
    public static readonly Step Stay;

    public Stage? Next { get; private init; }

    /// <summary>Why, for the log and the call's events.</summary>
    public string? Why { get; private init; }

    public EndReason? End { get; private init; }

    public static Step To(Stage next, string why) => new() { Next = next, Why = why };

    public static Step Finish(EndReason reason) => new() { End = reason };
}
