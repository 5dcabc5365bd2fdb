using System.Globalization;

namespace CallControl.Bench.Measurement;

/// <summary>What a process holds of the machine's memory.</summary>
internal static class Memory
{
    /// <summary>VmRSS of proc(5), in MB.</summary>
    public static double ResidentMb(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
