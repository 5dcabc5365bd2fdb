namespace CallControl.TestKit.Audio;

/// <summary>
/// Finds a known prompt in what was heard, by normalised cross-correlation: the level does not matter, and the companding of µ-law and
/// A-law costs a few hundredths. The prompt is looked for second by second, each of which may be a little early or late, because a path
/// through jitter buffers and recorders drops or repeats a packet now and then.
/// </summary>
public static class AudioMatch
{
    /// <summary>From here on it is that prompt.</summary>
    public const double Threshold = 0.6;

    private static readonly TimeSpan Segment = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Slip = TimeSpan.FromMilliseconds(100);

    /// <param name="recording">What was heard.</param>
    /// <param name="prompt">What should be in it; another sample rate is fine.</param>
    /// <param name="firstOnly">Only so much of the prompt's beginning, for a prompt that is cut short by a key.</param>
    public static PromptMatch Find(WavFile recording, WavFile prompt, TimeSpan? firstOnly = null)
    {
        var needle = Resampling.To(prompt, recording.SampleRate);
        if (firstOnly is { } length)
            needle = needle.Slice(TimeSpan.Zero, length);
        if (needle.Samples.Length == 0 || needle.Samples.Length > recording.Samples.Length)
            return new PromptMatch(TimeSpan.Zero, 0);

        var slip = recording.SampleAt(Slip);
        var correlator = new Correlator(recording.Samples, recording.SampleAt(Segment));
        var total = new double[recording.Samples.Length - needle.Samples.Length + 1];
        var (energy, heaviest, anchor) = (0.0, 0.0, (Position: 0, Scores: Array.Empty<double>()));
        foreach (var (position, segment) in Segments(needle.Samples, recording.SampleAt(Segment)))
        {
            var scores = correlator.ScoresOf(segment);
            var weight = segment.Sum(sample => (double)sample * sample);
            var best = SlidingMaximum.Of(scores, slip);
            for (var offset = 0; offset < total.Length; offset++)
                total[offset] += weight * best[offset + position];
            energy += weight;
            if (weight > heaviest)
                (heaviest, anchor) = (weight, (position, scores));
        }

        var at = Array.IndexOf(total, total.Max());
        return energy == 0
            ? new PromptMatch(TimeSpan.Zero, 0)
            : new PromptMatch(recording.TimeAt(Refine(anchor.Scores, at + anchor.Position, slip) - anchor.Position), total[at] / energy);
    }

    /// <summary>Seconds of the prompt; what is left over belongs to the last one.</summary>
    private static IEnumerable<(int Position, short[] Samples)> Segments(short[] needle, int length)
    {
        var count = Math.Max(1, needle.Length / length);
        for (var i = 0; i < count; i++)
            yield return (i * length, i == count - 1 ? needle[(i * length)..] : needle[(i * length)..((i + 1) * length)]);
    }

    // The sums above are equal over all allowed slips; the segment with the most energy tells the exact place.
    private static int Refine(double[] scores, int around, int slip)
    {
        var from = Math.Max(0, around - slip);
        var to = Math.Min(scores.Length, around + slip + 1);
        var best = Enumerable.Range(from, to - from).MaxBy(offset => scores[offset]);
        return Math.Max(best, 0);
    }
}
