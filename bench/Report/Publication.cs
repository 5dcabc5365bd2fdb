using System.Globalization;
using System.Text;
using CallControl.TestKit.Processes;

namespace CallControl.Bench.Report;

/// <summary>Puts the figures of bench/out into docs/benchmarks.md, between its two marks.</summary>
internal static class Publication
{
    public const string Verb = "publish";
    private const string Begin = "<!-- figures: make bench ARGS=publish -->";
    private const string End = "<!-- end of figures -->";

    /// <exception cref="InvalidOperationException">There are no figures, or the page has lost its marks.</exception>
    public static async Task RunAsync(string folder)
    {
        var page = Path.Combine(Repository.Root, "docs", "benchmarks.md");
        var text = await File.ReadAllTextAsync(page);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{page} has no lines {Begin} and {End}.");
        var lines = await Summary.ReadAsync(folder);
        if (lines.Length == 0)
            throw new InvalidOperationException($"{folder} has no figures: run make bench.");
        await File.WriteAllTextAsync(page, $"{text[..begin]}{Begin}\n{Table(lines)}{await OutputsAsync(folder)}{text[end..]}");
        Console.WriteLine($"{page} has the figures of {folder}.");
    }

    private static StringBuilder Table(SummaryLine[] lines)
    {
        var table = new StringBuilder("\n| figure | unit | ours | dialplan | peer |\n|---|---|---:|---:|---:|\n");
        foreach (var line in lines)
            table.Append(CultureInfo.InvariantCulture, $"| `{line.Name}` | {line.Unit} | {Text(line.Ours)} | {Text(line.Dialplan)} | {Text(line.Peer)} |\n");
        return table.Append('\n');
    }

    private static async Task<string> OutputsAsync(string folder)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder, "output*.txt").Order(StringComparer.Ordinal))
        {
            var output = string.Join('\n', (await File.ReadAllLinesAsync(file)).Select(line => line.TrimEnd()).Where(line => line.Length > 0));
            text.Append(CultureInfo.InvariantCulture, $"### {Command(file)}\n\n```text\n{output}\n```\n\n");
        }

        return text.ToString();
    }

    /// <summary>output.txt or output-growth,flat.txt: the command that made it.</summary>
    private static string Command(string file) => Path.GetFileNameWithoutExtension(file) is { Length: > 7 } name
        ? $"`make bench ARGS=\"--only {name[7..]}\"`"
        : "`make bench`";

    private static string Text(double? value) => value is { } number ? number.ToString("#,0.##", CultureInfo.InvariantCulture) : "";
}
