namespace CallControl.TestKit.Processes;

public sealed record CommandResult(int ExitCode, string Output);
