using CallControl.CallControl.Tests.Audio;
using CallControl.Prompts;

namespace CallControl.CallControl.Tests.Prompts;

public sealed class PromptReloadTests : IAsyncLifetime
{
    private readonly PromptsHost _prompts = new();

    public Task InitializeAsync()
    {
        _prompts.WriteTexts("ru", "goodbye: \"До свидания.\"\nerror: \"Ошибка.\"\n");
        return _prompts.StartAsync();
    }

    public async Task DisposeAsync() => await _prompts.DisposeAsync();

    [Theory]
    [InlineData("mp3")]
    [InlineData("wav")]
    [InlineData("ogg")]
    public async Task A_recorded_file_dropped_beside_the_text_replaces_it_until_it_is_removed(string type)
    {
        var spoken = Found("goodbye");
        var recorded = Path.Combine(_prompts.Sounds, "ru", $"goodbye.{type}");

        await Sound.FfmpegAsync("-f", "lavfi", "-i", "sine=frequency=700:duration=2", "-af", "volume=-25dB,adelay=1000", recorded);
        await _prompts.UntilAsync(() => Found("goodbye") != spoken);

        var sound = (await Sound.ReadAsync(_prompts.FileOf(Found("goodbye"), ".sln16"), 1, "-f", "s16le", "-ar", "16000"))[0];
        Sound.Seconds(sound).ShouldBeInRange(2.0, 2.4);
        Sound.MeanLevel(sound).ShouldBeInRange(-22, -18);
        Sound.Tone(sound[8000..24000], 700).ShouldBeGreaterThan(0.1);
        File.Delete(recorded);
        await _prompts.UntilAsync(() => Found("goodbye") == spoken);
    }

    [Fact]
    public async Task A_broken_recorded_file_is_refused_with_the_reason_and_the_text_stays()
    {
        var spoken = Found("goodbye");

        await File.WriteAllBytesAsync(Path.Combine(_prompts.Sounds, "ru", "goodbye.mp3"), [.. Enumerable.Range(0, 5000).Select(at => (byte)(at * 7))]);
        await _prompts.UntilAsync(() => _prompts.Log.Any(line => line.Contains("goodbye.mp3 can't be used: ffmpeg", StringComparison.Ordinal)));

        Found("goodbye").ShouldBe(spoken);
    }

    [Fact]
    public async Task A_silent_recorded_file_is_refused()
    {
        var spoken = Found("goodbye");

        await Sound.FfmpegAsync("-f", "lavfi", "-i", "anullsrc=r=8000", "-t", "2", Path.Combine(_prompts.Sounds, "ru", "goodbye.wav"));
        await _prompts.UntilAsync(() => _prompts.Log.Any(line => line.Contains("nothing to hear", StringComparison.Ordinal)));

        Found("goodbye").ShouldBe(spoken);
    }

    [Fact]
    public async Task An_edited_text_comes_into_force_with_its_sound_already_made()
    {
        var before = Found("goodbye");

        _prompts.WriteTexts("ru", "goodbye: \"Всего хорошего.\"\n");
        var never = 0;
        await _prompts.UntilAsync(() =>
        {
            var found = _prompts.Library.TryFind("goodbye", "ru", PromptValues.None, out var sound);
            never += found ? 0 : 1;
            return found && sound.Media != before;
        });

        never.ShouldBe(0);
        _prompts.Library.TextOf(Found("goodbye")).ShouldBe("Всего хорошего.");
        _prompts.Library.TryFind("error", "ru", PromptValues.None, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("goodbye: \"Всего\nerror: [\n", "line")]
    [InlineData("goodbye: \"Всего {titel}.\"\n", "line 1: {titel} is unknown")]
    [InlineData("error: \"Ошибка.\"\ngoodbye: \"\"\n", "line 2")]
    public async Task Broken_texts_are_refused_with_their_line_and_the_old_ones_stay(string yaml, string reason)
    {
        var before = Found("goodbye");

        _prompts.WriteTexts("ru", yaml);
        await _prompts.UntilAsync(() => _prompts.Log.Any(line => line.Contains("prompts.yaml " + reason, StringComparison.Ordinal)));

        Found("goodbye").ShouldBe(before);
    }

    private string Found(string prompt) => _prompts.Library.TryFind(prompt, "ru", PromptValues.None, out var sound) ? sound.Media : "";
}
