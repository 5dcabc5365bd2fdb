using System.Globalization;

namespace CallControl.Bench.Load;

/// <summary>The last line of what SIPp writes with -trace_stat: a header and cumulative counters, parted by semicolons.</summary>
internal sealed record SippStatistics(int Successful, int Failed)
{
    public static SippStatistics Read(string file)
    {
        var lines = File.ReadAllLines(file).Where(line => line.Length > 0).ToArray();
        if (lines.Length < 2)
            return new SippStatistics(0, 0);
        var names = lines[0].Split(';');
        var values = lines[^1].Split(';');
        return new SippStatistics(Value("SuccessfulCall(C)"), Value("FailedCall(C)"));

        int Value(string name)
        {
            var column = Array.IndexOf(names, name);
            return column >= 0 && column < values.Length
                ? int.Parse(values[column], CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"SIPp's statistics {file} have no {name}.");
        }
    }
}
