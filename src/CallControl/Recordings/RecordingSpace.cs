using System.Globalization;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>What the recordings take and what is left for them, as last measured; a call asks only what is known, never the disk.</summary>
internal sealed class RecordingSpace(IOptions<RecordingsOptions> options, ILogger<RecordingSpace> logger)
{
    private const double ScarceShare = 0.9;
    private const int ScarceTimes = 2;

    private volatile Measured _last = new(RecordingRoom.Enough, "");

    public RecordingRoom Room => _last.Room;

    public bool IsFull => Room == RecordingRoom.Full;

    /// <summary>For people: why the room is scarce or full; empty when there is enough.</summary>
    public string Reason => _last.Reason;

    /// <summary>Reads the disks. A change is logged once.</summary>
    public void Measure()
    {
        var total = options.Value.LargestTotal is null ? 0 : TotalOf(options.Value.Folder);
        var free = new[] { options.Value.Folder, options.Value.HostFolder }.Min(FreeOf);
        RecordingMetrics.FreeBytes.Record(free);
        if (options.Value.LargestTotal is not null)
            RecordingMetrics.TotalBytes.Record(total);
        var measured = Worst(OfTotal(total), OfFree(free));
        RecordingMetrics.Room.Record((int)measured.Room);
        var before = _last;
        _last = measured;
        if (measured.Room != before.Room)
            Report(measured);
    }

    private static Measured Worst(Measured one, Measured other) => one.Room >= other.Room ? one : other;

    /// <summary>Free bytes on the disk that holds a folder, or would hold it.</summary>
    private static long FreeOf(string folder)
    {
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { Length: > 0 } parent)
            folder = parent;
        return new DriveInfo(folder).AvailableFreeSpace;
    }

    private static long TotalOf(string folder) => !Directory.Exists(folder)
        ? 0
        : new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Sum(LengthOf);

    /// <summary>A file may go while the folder is read.</summary>
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB");

    private Measured OfTotal(long total)
    {
        if (options.Value.LargestTotal is not { } largest)
            return new Measured(RecordingRoom.Enough, "");
        var reason = $"the recordings take {Megabytes(total)} of {Megabytes(largest)} (Recordings:LargestTotal)";
        return total >= largest ? new Measured(RecordingRoom.Full, reason)
            : total >= largest * ScarceShare ? new Measured(RecordingRoom.Scarce, reason)
            : new Measured(RecordingRoom.Enough, "");
    }

    private Measured OfFree(long free)
    {
        var smallest = options.Value.SmallestFree;
        var reason = $"{Megabytes(free)} are free on the disk, {Megabytes(smallest)} are to stay so (Recordings:SmallestFree)";
        return free < smallest ? new Measured(RecordingRoom.Full, reason)
            : free / ScarceTimes < smallest ? new Measured(RecordingRoom.Scarce, reason)
            : new Measured(RecordingRoom.Enough, "");
    }

    private void Report(Measured measured)
    {
        if (measured.Room == RecordingRoom.Full)
            logger.RecordingRoomFull(measured.Reason);
        else if (measured.Room == RecordingRoom.Scarce)
            logger.RecordingRoomScarce(measured.Reason);
        else
            logger.RecordingRoomEnough();
    }

    private sealed record Measured(RecordingRoom Room, string Reason);
}
