namespace CallControl.Bench.Measurement;

/// <summary>How long answers took.</summary>
/// <param name="MedianMs">Half of them took no longer.</param>
/// <param name="P99Ms">99 of 100 took no longer.</param>
internal sealed record Latency(double MedianMs, double P99Ms)
{
    public static Latency Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        if (sorted.Length == 0)
            throw new InvalidOperationException("Nothing was counted.");
        return new Latency(sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }
}
