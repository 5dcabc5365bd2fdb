using CallControl.Bench.Measurement;

namespace CallControl.Bench.Report;

/// <summary>The counted parts of a run, by scenario and rate.</summary>
internal sealed record Results(IReadOnlyList<string> Scenarios, IReadOnlyList<int> Rates, IReadOnlyList<Part> Parts)
{
    private const int CallsBeforeGrowth = 2000;

    /// <summary>Single parts at further rates, which look for the highest that a scenario can do.</summary>
    public IReadOnlyList<Part> Searched { get; init; } = [];

    /// <summary>Key 1 to the owner's INVITE, by scenario.</summary>
    public IReadOnlyDictionary<string, DialDelays> DialDelays { get; init; } = new Dictionary<string, DialDelays>();

    /// <summary>
    /// The rate whose CPU figures stand for the run: the highest at which every scenario was clean, so that none looks cheap because it
    /// dropped calls; when there is none, the lowest.
    /// </summary>
    public int ReferenceRate => Rates.Where(rate => Scenarios.All(scenario => Of(scenario, rate).All(part => part.IsClean))).DefaultIfEmpty(Rates[0]).Max();

    public IEnumerable<Part> Of(string scenario, int rate) => Parts.Where(part => part.Scenario == scenario && part.Rate == rate);

    /// <summary>Highest of the tried rates without a failed call or anything left over in any round; 0 when there is none, null when it was not run.</summary>
    public int? RateWithoutFailure(string scenario) => Scenarios.Contains(scenario)
        ? Parts.Concat(Searched).Where(part => part.Scenario == scenario).GroupBy(part => part.Rate)
            .Where(rate => rate.All(part => part.IsClean)).Select(rate => rate.Key).DefaultIfEmpty(0).Max()
        : null;

    public int? FailedCalls(string scenario) => Scenarios.Contains(scenario)
        ? Parts.Where(part => part.Scenario == scenario).Sum(part => part.Load.Failed)
        : null;

    /// <summary>Memory of the application at the end over that after its first 2,000 calls; null where there is none or there were fewer calls.</summary>
    public double? Growth(string scenario)
    {
        var calls = 0;
        var own = Parts.Concat(Searched).Where(part => part.Scenario == scenario).ToArray();
        return own.FirstOrDefault(part => (calls += part.Load.Calls) >= CallsBeforeGrowth)?.AppMb is { } early && own[^1].AppMb is { } late
            ? late / early
            : null;
    }

    /// <summary>CPU per call in ms; null where the scenario has no such program.</summary>
    public Spread? PerCall(string scenario, int rate, Func<CpuTimes, TimeSpan?> program) =>
        Spread.Of(from part in Of(scenario, rate) let cpu = program(part.Cpu) where cpu is not null select part.PerCall(cpu.Value));
}
