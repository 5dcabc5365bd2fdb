namespace CallControl.Bench.Measurement;

/// <summary>Median of a few rounds, and how far they lie apart.</summary>
internal sealed record Spread(double Median, double Least, double Most)
{
    /// <returns>Null when there is nothing to sum up.</returns>
    public static Spread? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            return null;
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}
