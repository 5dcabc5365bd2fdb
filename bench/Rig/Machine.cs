using CallControl.TestKit.Asterisk;

namespace CallControl.Bench.Rig;

/// <summary>Where the figures come from: without it they mean nothing.</summary>
internal sealed record Machine(int Cores, string Processor, string Kernel, string Asterisk)
{
    public static async Task<Machine> DescribeAsync(AsteriskInstance server)
    {
        var processor = (await File.ReadAllLinesAsync("/proc/cpuinfo"))
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) ?? ": unknown";
        var asterisk = (await server.CliAsync("core show version")).Split(" built ")[0].Trim();
        return new Machine(
            Environment.ProcessorCount, processor[(processor.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), Environment.OSVersion.VersionString, asterisk);
    }

    public override string ToString() => FormattableString.Invariant($"{Cores} cores, {Processor}, {Kernel}, {Asterisk}, SIPp on the same cores");
}
