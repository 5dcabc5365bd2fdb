using CallControl.Bench.Load;

namespace CallControl.Bench.Measurement;

/// <summary>One scenario under one load, once.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Rate">Calls started per second.</param>
/// <param name="Round">0 is the warm-up.</param>
/// <param name="Load">What SIPp saw at both ends.</param>
/// <param name="Cpu">From before the first call until nothing of the last one is left.</param>
/// <param name="AppMb">Memory of the application after it; null where there is none.</param>
/// <param name="Leftover">What Asterisk still had when it should have had nothing; null when all was gone.</param>
internal sealed record Part(string Scenario, int Rate, int Round, LoadResult Load, CpuTimes Cpu, double? AppMb, string? Leftover)
{
    public bool IsClean => Load.Failed == 0 && Leftover is null;

    public double PerCall(TimeSpan cpu) => cpu.TotalMilliseconds / Load.Calls;

    /// <summary>CPU of all programs of the scenario together, ms per call.</summary>
    public double PerCallOfAll => PerCall(Cpu.All);
}
