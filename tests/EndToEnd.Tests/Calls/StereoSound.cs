using CallControl.TestKit.Audio;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>A stereo file taken apart by ffmpeg.</summary>
internal static class StereoSound
{
    public static async Task<(WavFile Left, WavFile Right)> ReadAsync(string path)
        => (await ChannelAsync(path, "FL"), await ChannelAsync(path, "FR"));

    private static async Task<WavFile> ChannelAsync(string path, string channel)
    {
        var wav = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        var result = await ChildProcess.RunAsync(
            new ChildProcessOptions { Command = ["ffmpeg", "-v", "error", "-i", path, "-af", $"pan=mono|c0={channel}", "-ar", "8000", wav] }, TimeSpan.FromSeconds(20));
        result.ExitCode.ShouldBe(0, result.Output);
        try
        {
            return WavFile.Read(wav);
        }
        finally
        {
            File.Delete(wav);
        }
    }
}
