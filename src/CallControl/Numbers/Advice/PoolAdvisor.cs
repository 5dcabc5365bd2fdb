using Microsoft.Extensions.Options;

namespace CallControl.Numbers.Advice;

/// <summary>Says how many numbers the pool needs.</summary>
internal sealed class PoolAdvisor(PoolDemand demand, IOptions<NumbersOptions> options, TimeProvider time)
{
    public const int Days = 30;
    public const double Target = 0.01;

    private const int ShownHours = 10;

    /// <param name="days">How many days to look back.</param>
    /// <param name="target">The part of clicks that may be refused in the busiest hour.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<PoolAdvice> AdviseAsync(int days, double target, CancellationToken cancellationToken)
    {
        var lease = options.Value.LeaseDuration;
        var hours = await demand.HoursAsync(time.GetUtcNow().AddDays(-days).UtcDateTime, lease, cancellationToken);
        var numbers = await demand.NumbersAsync(cancellationToken);
        DemandHour[] busiest = [.. hours.OrderByDescending(hour => hour.Erlangs).ThenBy(hour => hour.Hour).Take(ShownHours)];
        var traffic = busiest.FirstOrDefault()?.Erlangs;
        return new PoolAdvice(
            days, lease.TotalMinutes, numbers, target,
            traffic is { } needed ? ErlangB.NumbersFor(needed, target) : null,
            traffic is { } offered ? ErlangB.Refused(numbers, offered) : null,
            numbers == 0 ? 0 : ErlangB.ErlangsFor(numbers, target) / lease.TotalHours,
            busiest.FirstOrDefault(), busiest);
    }
}
