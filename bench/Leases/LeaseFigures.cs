namespace CallControl.Bench.Leases;

/// <summary>One round of leasing.</summary>
/// <param name="PerSecond">Leases.</param>
/// <param name="MedianMs">Half of them took no longer.</param>
/// <param name="P99Ms">99 of 100 took no longer.</param>
internal sealed record LeaseFigures(double PerSecond, double MedianMs, double P99Ms)
{
    /// <param name="milliseconds">How long each lease took.</param>
    /// <param name="elapsed">How long all of them took together.</param>
    public static LeaseFigures Of(IEnumerable<double> milliseconds, TimeSpan elapsed)
    {
        var sorted = milliseconds.Order().ToArray();
        if (sorted.Length == 0)
            throw new InvalidOperationException("No lease was counted.");
        return new LeaseFigures(sorted.Length / elapsed.TotalSeconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }
}
