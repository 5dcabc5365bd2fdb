namespace CallControl.Numbers.Advice;

/// <summary>
/// The part of requests that find all numbers taken, when they come at random (Poisson) and a refused one goes away: A. K. Erlang's loss
/// formula. It depends on the mean lease time only, not on how lease times are spread (B. A. Sevastyanov, 1957), so leases that all last half
/// an hour fit it as well as any.
/// </summary>
internal static class ErlangB
{
    /// <param name="numbers">How many there are.</param>
    /// <param name="erlangs">Leases begun in a lease time: what would be leased on average if nobody were refused.</param>
    public static double Refused(int numbers, double erlangs)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numbers);
        ArgumentOutOfRangeException.ThrowIfNegative(erlangs);
        var refused = 1.0;
        for (var number = 1; number <= numbers; number++)
            refused = erlangs * refused / (number + (erlangs * refused));
        return refused;
    }

    /// <summary>The fewest numbers that refuse at most the part <paramref name="target"/> of the requests.</summary>
    public static int NumbersFor(double erlangs, double target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(erlangs);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(target, 0);
        if (erlangs == 0)
            return 0;
        var refused = 1.0;
        var numbers = 0;
        while (refused > target)
        {
            numbers++;
            refused = erlangs * refused / (numbers + (erlangs * refused));
        }

        return numbers;
    }

    /// <summary>The most traffic that these numbers carry with at most the part <paramref name="target"/> refused.</summary>
    public static double ErlangsFor(int numbers, double target)
    {
        double low = 0, high = Math.Max(1, numbers / (1 - target) * 2);
        for (var step = 0; step < 100; step++)
        {
            var middle = (low + high) / 2;
            if (Refused(numbers, middle) <= target)
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}
