using CallControl.Bench.Measurement;

namespace CallControl.Bench.Load;

/// <summary>How the calls of one load went, as seen from outside.</summary>
/// <param name="Calls">How many were to be made.</param>
/// <param name="CallerGood">Calls that went from INVITE to BYE as they should, at the caller's end.</param>
/// <param name="OwnerGood">Calls that the owner's phone answered and that were ended towards it.</param>
/// <param name="Elapsed">From the first call to the end of the last.</param>
internal sealed record LoadResult(int Calls, int CallerGood, int OwnerGood, TimeSpan Elapsed)
{
    /// <summary>What the scenario itself wrote down of these calls; null when it keeps no record.</summary>
    public WrittenDown? Written { get; init; }

    /// <summary>A call that never reached the owner looks well to the caller, so the worst witness counts.</summary>
    public int Failed => Calls - Math.Min(Written?.Bridged ?? Calls, Math.Min(CallerGood, OwnerGood));
}
