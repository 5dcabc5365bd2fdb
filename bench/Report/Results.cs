using CallControl.Bench.Measurement;

namespace CallControl.Bench.Report;

/// <summary>The counted parts of a run, by scenario and rate.</summary>
internal sealed class Results(IReadOnlyList<string> scenarios, IReadOnlyList<int> rates, IReadOnlyList<Part> parts)
{
    public IReadOnlyList<string> Scenarios => scenarios;

    public IReadOnlyList<int> Rates => rates;

    public IReadOnlyList<Part> Parts => parts;

    /// <summary>
    /// The rate whose CPU figures stand for the run: the highest at which every scenario was clean, so that none looks cheap because it
    /// dropped calls; when there is none, the lowest.
    /// </summary>
    public int ReferenceRate => rates.Where(rate => scenarios.All(scenario => Of(scenario, rate).All(part => part.IsClean))).DefaultIfEmpty(rates[0]).Max();

    public IEnumerable<Part> Of(string scenario, int rate) => parts.Where(part => part.Scenario == scenario && part.Rate == rate);

    /// <summary>Highest of the tried rates without a failed call or anything left over in any round; 0 when there is none, null when it was not run.</summary>
    public int? RateWithoutFailure(string scenario) => scenarios.Contains(scenario)
        ? rates.Where(rate => Of(scenario, rate).All(part => part.IsClean)).DefaultIfEmpty(0).Max()
        : null;

    public int? FailedCalls(string scenario) => scenarios.Contains(scenario)
        ? parts.Where(part => part.Scenario == scenario).Sum(part => part.Load.Failed)
        : null;

    /// <summary>CPU per call in ms; null where the scenario has no such program.</summary>
    public Spread? PerCall(string scenario, int rate, Func<CpuTimes, TimeSpan?> program) =>
        Spread.Of(from part in Of(scenario, rate) let cpu = program(part.Cpu) where cpu is not null select part.PerCall(cpu.Value));
}
