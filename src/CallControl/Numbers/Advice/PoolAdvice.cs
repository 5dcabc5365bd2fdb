namespace CallControl.Numbers.Advice;

/// <summary>How large the pool should be.</summary>
/// <param name="Days">How many days were looked at.</param>
/// <param name="LeaseMinutes">How long a lease lasts.</param>
/// <param name="Numbers">How many numbers can be leased now.</param>
/// <param name="TargetRefused">The part of clicks that may be refused in the busiest hour.</param>
/// <param name="NumbersNeeded">How many numbers that takes; null when nothing was asked yet.</param>
/// <param name="ExpectedRefused">The part of clicks refused in the busiest hour with the numbers there are; null when nothing was asked yet.</param>
/// <param name="LeasesPerHour">How many leases an hour the numbers there are can begin with no more than the target refused.</param>
/// <param name="BusiestHour">The hour with the most traffic; null when nothing was asked yet.</param>
/// <param name="BusiestHours">The next busiest as well, to see whether the first was an accident.</param>
internal sealed record PoolAdvice(
    int Days, double LeaseMinutes, int Numbers, double TargetRefused, int? NumbersNeeded, double? ExpectedRefused, double LeasesPerHour,
    DemandHour? BusiestHour, IReadOnlyList<DemandHour> BusiestHours);
