using System.Globalization;

namespace CallControl.Bench.Measurement;

/// <summary>CPU time that a process has used since it started, user and system, with the children it has reaped.</summary>
/// <param name="name">What people call it.</param>
/// <param name="processId">The process.</param>
/// <param name="withLivingChildren">Also its children that still run: PostgreSQL's backends come and go.</param>
internal sealed class ProcessCpu(string name, int processId, bool withLivingChildren = false)
{
    // The unit of /proc/<pid>/stat, USER_HZ, is 10 ms on every architecture .NET runs on. The kernel scales the sum of user and system
    // time to what its scheduler measured, so short work is not lost between ticks.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public int ProcessId => processId;

    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public TimeSpan Read()
    {
        var own = Stat.TryRead(processId) ?? throw new InvalidOperationException($"{name} (process {processId}) has ended in the middle of a measurement; its log in bench/out may say why.");
        var ticks = own.Ticks;
        if (withLivingChildren)
            ticks += Children().Sum(child => child.Ticks);
        return ticks * Tick;
    }

    private IEnumerable<Stat> Children() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0
        where id > 0
        let stat = Stat.TryRead(id)
        where stat is { } read && read.Parent == processId
        select stat.Value;

    private readonly record struct Stat(int Parent, long Ticks)
    {
        public static Stat? TryRead(int processId)
        {
            try
            {
                // pid (name) state ppid …; the name may hold spaces and brackets. proc(5): utime, stime, cutime, cstime are fields 14-17.
                var text = File.ReadAllText($"/proc/{processId}/stat");
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                return new Stat(int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)));
            }
            catch (IOException)
            {
                // It ended between the listing and the reading.
                return null;
            }
        }
    }
}
