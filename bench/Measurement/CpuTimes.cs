namespace CallControl.Bench.Measurement;

/// <summary>CPU time by program; null where a scenario has no such program.</summary>
internal sealed record CpuTimes(TimeSpan Asterisk, TimeSpan? App, TimeSpan? Postgres)
{
    public TimeSpan All => Asterisk + (App ?? TimeSpan.Zero) + (Postgres ?? TimeSpan.Zero);

    public static CpuTimes operator -(CpuTimes later, CpuTimes earlier) =>
        new(later.Asterisk - earlier.Asterisk, later.App - earlier.App, later.Postgres - earlier.Postgres);

    public static CpuTimes operator *(CpuTimes times, double factor) => new(times.Asterisk * factor, times.App * factor, times.Postgres * factor);
}
