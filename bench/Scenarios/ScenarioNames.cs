namespace CallControl.Bench.Scenarios;

/// <summary>Names on the command line, and keys of summary.json.</summary>
internal static class ScenarioNames
{
    public const string Ours = "ours";
    public const string Dialplan = "dialplan";

    /// <summary>The same flow on another ARI library.</summary>
    public const string Peer = "peer";
}
