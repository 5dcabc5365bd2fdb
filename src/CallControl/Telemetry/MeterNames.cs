namespace CallControl.Telemetry;

/// <summary>Whose instruments are shown and exported.</summary>
internal static class MeterNames
{
    // Kestrel's and Npgsql's own are of few series; those of the HTTP client name every host it calls.
    private static readonly string[] Others = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    /// <summary>Of every meter of ours, so that a new feature's appear by themselves.</summary>
    private const string Ours = "CallControl.";

    public static IEnumerable<string> Patterns => [$"{Ours}*", .. Others];

    public static bool Includes(string meter) => meter.StartsWith(Ours, StringComparison.Ordinal) || Others.Contains(meter);
}
