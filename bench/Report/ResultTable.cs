using System.Globalization;
using CallControl.Bench.Measurement;
using CallControl.Bench.Scenarios;
using Spectre.Console;

namespace CallControl.Bench.Report;

/// <summary>The table on the screen: a row per rate and scenario, medians with the least and the most of the rounds.</summary>
internal static class ResultTable
{
    private const int WidthOfFile = 160;

    public static void Write(Results results)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        // Nobody wraps the lines of a file or a pipe.
        if (Console.IsOutputRedirected)
            console.Profile.Width = WidthOfFile;
        console.Write(Make(results));
    }

    private static Table Make(Results results)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("calls/s", column => column.RightAligned());
        table.AddColumn("scenario");
        table.AddColumn("calls", column => column.RightAligned());
        table.AddColumn("failed", column => column.RightAligned());
        table.AddColumn("Asterisk CPU, ms/call");
        table.AddColumn("× dialplan");
        table.AddColumn("app CPU, ms/call");
        table.AddColumn("PostgreSQL CPU, ms/call");
        table.AddColumn("left over");
        foreach (var rate in results.Rates)
        {
            foreach (var scenario in results.Scenarios)
                table.AddRow([.. Row(results, scenario, rate).Select(Markup.Escape)]);
        }

        return table;
    }

    private static IEnumerable<string> Row(Results results, string scenario, int rate)
    {
        var parts = results.Of(scenario, rate).ToArray();
        yield return rate.ToString(CultureInfo.InvariantCulture);
        yield return scenario;
        yield return parts.Sum(part => part.Load.Calls).ToString(CultureInfo.InvariantCulture);
        yield return parts.Sum(part => part.Load.Failed).ToString(CultureInfo.InvariantCulture);
        yield return Text(results.PerCall(scenario, rate, cpu => cpu.Asterisk));
        yield return scenario == ScenarioNames.Dialplan ? "" : Text(Ratio(results, scenario, rate));
        yield return Text(results.PerCall(scenario, rate, cpu => cpu.App));
        yield return Text(results.PerCall(scenario, rate, cpu => cpu.Postgres));
        yield return string.Join("; ", parts.Select(part => part.Leftover).OfType<string>().DefaultIfEmpty("nothing"));
    }

    /// <summary>Asterisk's CPU against plain dialplan's in the same round: what the neighbours on the machine do cancels out.</summary>
    private static Spread? Ratio(Results results, string scenario, int rate) => Spread.Of(
        from part in results.Of(scenario, rate)
        join plain in results.Of(ScenarioNames.Dialplan, rate) on part.Round equals plain.Round
        select part.PerCall(part.Cpu.Asterisk) / plain.PerCall(plain.Cpu.Asterisk));

    private static string Text(Spread? spread) => spread is null
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{spread.Median:0.00} ({spread.Least:0.00}-{spread.Most:0.00})");
}
