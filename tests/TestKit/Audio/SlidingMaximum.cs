namespace CallControl.TestKit.Audio;

internal static class SlidingMaximum
{
    /// <summary>For each place the greatest value at most <paramref name="reach"/> places away.</summary>
    public static double[] Of(double[] values, int reach)
    {
        var result = new double[values.Length];
        // Places of values that may still be a maximum, greatest first.
        var candidates = new LinkedList<int>();
        for (var i = 0; i < values.Length + reach; i++)
        {
            if (i < values.Length)
            {
                while (candidates.Last is { } last && values[last.Value] <= values[i])
                    candidates.RemoveLast();
                candidates.AddLast(i);
            }

            if (i < reach)
                continue;
            while (candidates.First!.Value < i - 2 * reach)
                candidates.RemoveFirst();
            result[i - reach] = values[candidates.First!.Value];
        }

        return result;
    }
}
