namespace CallControl.EndToEnd.Tests.Faults.Storm;

/// <summary>What the owner's phone does with the call.</summary>
public enum OwnersMood
{
    Answers,
    Refuses,
    LetsItRing,
}

/// <summary>What becomes of one call of the storm, drawn beforehand: the same seed makes the same storm.</summary>
public sealed record StormPlan
{
    public required int Number { get; init; }

    /// <summary>Nobody else calls from it, so that the owner's phone knows by it which plan is meant.</summary>
    public string Caller => $"+7916{Number:0000000}";

    public required string Dialled { get; init; }

    /// <summary>From the answer on; null for a caller who presses nothing.</summary>
    public required TimeSpan? PressesAfter { get; init; }

    /// <summary>From the INVITE on: CANCEL or BYE, whatever it is by then.</summary>
    public required TimeSpan HangsUpAfter { get; init; }

    public required OwnersMood Owner { get; init; }

    /// <summary>From the INVITE to the owner on.</summary>
    public required TimeSpan OwnerActsAfter { get; init; }

    /// <summary>From his answer on; null for an owner who waits for the caller to hang up.</summary>
    public required TimeSpan? OwnerHangsUpAfter { get; init; }

    public static IReadOnlyList<StormPlan> Draw(int calls, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, calls).Select(number => Draw(number, random))];
    }

    private static StormPlan Draw(int number, Random random) => new()
    {
        Number = number,
        Dialled = $"+749511122{random.Next(1, 16):00}",
        PressesAfter = random.NextDouble() < 0.85 ? Upto(random, 2.5) : null,
        // Every third call ends in its first second, where most of its beginning is still under way.
        HangsUpAfter = random.NextDouble() < 0.33 ? Upto(random, 1) : Upto(random, 9),
        Owner = random.NextDouble() switch { < 0.7 => OwnersMood.Answers, < 0.85 => OwnersMood.Refuses, _ => OwnersMood.LetsItRing },
        OwnerActsAfter = Upto(random, 2),
        OwnerHangsUpAfter = random.NextDouble() < 0.5 ? Upto(random, 4) : null,
    };

    private static TimeSpan Upto(Random random, double seconds) => TimeSpan.FromSeconds(random.NextDouble() * seconds);
}
