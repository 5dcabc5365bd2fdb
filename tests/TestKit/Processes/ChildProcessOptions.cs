namespace CallControl.TestKit.Processes;

/// <summary>How a <see cref="ChildProcess"/> is started.</summary>
public sealed record ChildProcessOptions
{
    /// <summary>Program, looked up in PATH, and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Variables added to this process's own.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string WorkingDirectory { get; init; } = Repository.Root;

    /// <summary>File that takes both outputs as they come; null keeps only the last lines in memory.</summary>
    public string? OutputFile { get; init; }
}
