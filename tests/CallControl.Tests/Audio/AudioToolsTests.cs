using CallControl.Audio;

namespace CallControl.CallControl.Tests.Audio;

public sealed class AudioToolsTests
{
    private readonly AudioTools _tools = new(TimeProvider.System);

    [Fact]
    public async Task A_sound_that_found_no_room_on_the_disk_has_failed_whatever_the_exit_code_says()
    {
        string[] arguments = ["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=440:d=1", "-c:a", "libmp3lame", "-f", "mp3", "/dev/full"];

        var run = await _tools.RunAsync("ffmpeg", arguments, null, TimeSpan.FromSeconds(20), CancellationToken.None);

        run.Success.ShouldBeFalse();
        run.Problem.ShouldContain("No space left on device");
    }
}
