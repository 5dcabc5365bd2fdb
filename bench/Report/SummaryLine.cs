namespace CallControl.Bench.Report;

/// <summary>One figure of bench/out/summary.json; null where a scenario has none or was not run.</summary>
internal sealed record SummaryLine(string Name, string Unit, double? Ours, double? Dialplan, double? Peer);
