using CallControl.TestKit.Audio;
using CallControl.TestKit.Processes;

namespace CallControl.Demo;

/// <summary>What the two people of the demonstration say, spoken by espeak-ng.</summary>
internal static class Speech
{
    private const int Telephone = 8000;

    public static async Task<WavFile> MakeAsync(string text, string voice)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        var result = await ChildProcess.RunAsync(
            new ChildProcessOptions { Command = ["espeak-ng", "-v", voice, "-s", "150", "-a", "120", "-w", file, text] }, TimeSpan.FromSeconds(20));
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"espeak-ng could not speak: {result.Output}");
        try
        {
            return Resampling.To(WavFile.Read(file), Telephone);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
