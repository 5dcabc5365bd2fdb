using System.Globalization;
using CallControl.Bench.Leases;
using CallControl.Bench.Lookups;
using CallControl.Bench.Runs;
using CallControl.Bench.Scenarios;

namespace CallControl.Bench;

/// <summary>The command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        make bench ARGS="[options]"
        make bench ARGS=publish   puts the figures of the last runs into docs/benchmarks.md
          --rate 20,100,200     calls started per second, one after another
          --seconds 7           how long calls are started in each part
          --rounds 3            how often all parts are run; medians are quoted
          --calls 20000         of the run growth
          --only dialplan,ours  not everything: dialplan, peer, ours; rates, capture, search, leases
                                and what else is not part of a run without --only: growth (20,000 calls, 5 minutes), flat (cost from 10 to
                                150 calls/s, 5 minutes), standing (the same among 1,000 standing calls, 3 minutes), lookups (names of
                                callers, 2 minutes)
        """;

    /// <summary>Calls started per second, lowest first.</summary>
    public IReadOnlyList<int> Rates { get; private init; } = [20, 100, 200];

    public int Seconds { get; private init; } = 7;

    public int Rounds { get; private init; } = 3;

    /// <summary>Calls of the run growth.</summary>
    public int Calls { get; private init; } = 20_000;

    /// <summary>Names of scenarios and of runs; empty: all scenarios and the usual runs.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    private static readonly string[] Scenarios = [ScenarioNames.Dialplan, ScenarioNames.Peer, ScenarioNames.Ours];
    private static readonly string[] UsualRuns = [LeaseBench.Name, RatesRun.Name, DialDelayRun.Name, RateSearch.Name];
    private static readonly string[] LongRuns = [GrowthRun.Name, FlatRun.Name, FlatRun.WithStandingCalls, LookupBench.Name];

    /// <exception cref="ArgumentException">An unknown option or a value out of range; the message is for people.</exception>
    public static BenchOptions Parse(string[] arguments)
    {
        if (arguments.Length % 2 != 0)
            throw new ArgumentException($"{arguments[^1]} needs a value.");
        var options = new BenchOptions();
        foreach (var pair in arguments.Chunk(2))
        {
            options = pair[0] switch
            {
                "--rate" => options with { Rates = [.. pair[1].Split(',').Select(rate => Number(rate, "--rate", 1, 1000)).Distinct().Order()] },
                "--seconds" => options with { Seconds = Number(pair[1], pair[0], 1, 600) },
                "--rounds" => options with { Rounds = Number(pair[1], pair[0], 1, 100) },
                "--calls" => options with { Calls = Number(pair[1], pair[0], 3000, 1_000_000) },
                "--only" => options with { Only = Names(pair[1]) },
                _ => throw new ArgumentException($"{pair[0]} is not an option."),
            };
        }

        return options;
    }

    /// <summary>Whether a scenario takes part: those named, or all.</summary>
    public bool HasScenario(string name) => !Only.Intersect(Scenarios).Any() || Only.Contains(name);

    /// <summary>Whether a run is wanted: those named; or the usual ones, without leases where scenarios are named.</summary>
    public bool HasRun(string name)
    {
        var named = Only.Intersect([.. UsualRuns, .. LongRuns]).ToArray();
        return named.Length > 0 ? named.Contains(name) : UsualRuns.Contains(name) && (Only.Count == 0 || name != LeaseBench.Name);
    }

    /// <summary>Whether anything is wanted that makes calls.</summary>
    public bool MakesCalls => UsualRuns.Concat(LongRuns).Any(run => run is not (LeaseBench.Name or LookupBench.Name) && HasRun(run));

    private static IReadOnlyList<string> Names(string text)
    {
        var names = text.Split(',');
        var known = Scenarios.Concat(UsualRuns).Concat(LongRuns);
        return names.Except(known).FirstOrDefault() is { } unknown
            ? throw new ArgumentException($"--only takes {string.Join(", ", known)}, not {unknown}.")
            : names;
    }

    private static int Number(string text, string option, int least, int most) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{option} takes numbers from {least} to {most}, not {text}.");
}
