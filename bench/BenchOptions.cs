using System.Globalization;

namespace CallControl.Bench;

/// <summary>The command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        make bench, or: dotnet artifacts/bin/Bench/release/CallControl.Bench.dll [options]
          --rate 20,100,200     calls started per second, one after another
          --seconds 8           how long calls are started in each part
          --rounds 3            how often all parts are run; medians are quoted
          --only dialplan       one scenario: dialplan, ours, or leases
        """;

    /// <summary>Calls started per second, lowest first.</summary>
    public IReadOnlyList<int> Rates { get; private init; } = [20, 100, 200];

    public int Seconds { get; private init; } = 8;

    public int Rounds { get; private init; } = 3;

    /// <summary>Name of the only scenario to run; null runs all.</summary>
    public string? Only { get; private init; }

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
                "--only" => options with { Only = pair[1] },
                _ => throw new ArgumentException($"{pair[0]} is not an option."),
            };
        }

        return options;
    }

    private static int Number(string text, string option, int least, int most) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"{option} takes numbers from {least} to {most}, not {text}.");
}
