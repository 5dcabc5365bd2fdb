namespace CallControl.TestKit.Audio;

/// <summary>A part of a recording.</summary>
public sealed record AudioSpan(TimeSpan From, TimeSpan To)
{
    public TimeSpan Length => To - From;

    /// <summary>Joins consecutive windows for which <paramref name="holds"/> is true, over gaps up to <paramref name="gap"/>.</summary>
    internal static IReadOnlyList<AudioSpan> Join(WavFile sound, int window, Func<ReadOnlySpan<short>, bool> holds, TimeSpan gap, TimeSpan shortest)
    {
        var spans = new List<AudioSpan>();
        for (var at = 0; at + window <= sound.Samples.Length; at += window)
        {
            if (!holds(sound.Samples.AsSpan(at, window)))
                continue;
            var span = new AudioSpan(sound.TimeAt(at), sound.TimeAt(at + window));
            if (spans.Count > 0 && span.From - spans[^1].To <= gap)
                spans[^1] = spans[^1] with { To = span.To };
            else
                spans.Add(span);
        }

        return spans.FindAll(span => span.Length >= shortest);
    }
}
