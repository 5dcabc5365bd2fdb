using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>A disk of a given size in the place of a folder, until it is disposed of. Needs root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    public long Free => new DriveInfo(_folder).AvailableFreeSpace;

    public static async Task<SmallDisk> MountAsync(string folder, int kilobytes)
    {
        Directory.CreateDirectory(folder);
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k,mode=0777", "none", folder);
        return new SmallDisk(folder);
    }

    /// <summary>Makes it as small or large as it has to be to have so much free.</summary>
    public Task LeaveFreeAsync(int kilobytes)
    {
        var drive = new DriveInfo(_folder);
        return RunAsync("mount", "-o", $"remount,size={((drive.TotalSize - drive.AvailableFreeSpace) >> 10) + kilobytes}k", _folder);
    }

    // Lazily: a file may still be open in a process that outlives the test.
    public async ValueTask DisposeAsync() => await RunAsync("umount", "-l", _folder);

    private static async Task RunAsync(params string[] command)
    {
        var result = await ChildProcess.RunAsync(new ChildProcessOptions { Command = command }, TimeSpan.FromSeconds(5));
        result.ExitCode.ShouldBe(0, result.Output);
    }
}
