namespace CallControl.Bench.Measurement;

/// <summary>How long after the key the owner's phone was invited, call by call, on the wire.</summary>
/// <param name="Milliseconds">Sorted.</param>
internal sealed record DialDelays(IReadOnlyList<double> Milliseconds)
{
    public double? Median => At(0.5);

    public double? P99 => At(0.99);

    /// <summary>The delays of several parts together: a percentile of few values says little.</summary>
    public static DialDelays Of(IEnumerable<DialDelays> parts) => new([.. parts.SelectMany(part => part.Milliseconds).Order()]);

    private double? At(double share) => Milliseconds.Count == 0 ? null : Milliseconds[Math.Min((int)(Milliseconds.Count * share), Milliseconds.Count - 1)];
}
