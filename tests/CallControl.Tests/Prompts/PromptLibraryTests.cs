using System.Runtime.CompilerServices;
using CallControl.CallControl.Tests.Audio;
using CallControl.Prompts;

namespace CallControl.CallControl.Tests.Prompts;

public sealed class PromptLibraryTests : IAsyncLifetime
{
    private const string Texts = """
        greeting: "Здравствуйте! Вы звоните по объекту {title}. Нажмите 1 для соединения."
        goodbye: "Спасибо за звонок. До свидания."
        """;

    private static readonly string[] TelephonyFormats = [".alaw", ".sln16", ".ulaw"];
    private readonly PromptsHost _prompts = new();

    public Task InitializeAsync()
    {
        _prompts.WriteTexts("ru", Texts);
        return _prompts.StartAsync();
    }

    public async Task DisposeAsync() => await _prompts.DisposeAsync();

    [Fact]
    public async Task A_text_becomes_three_telephony_files_of_one_length_and_loudness()
    {
        var media = await _prompts.FindAsync("greeting", "ru", new PromptValues("Домик у озера"));

        media.ShouldStartWith("sound:/srv/pbx/sounds/callcontrol/");
        var sounds = new[]
        {
            await Sound.ReadAsync(_prompts.FileOf(media, ".ulaw"), 1, "-f", "mulaw", "-ar", "8000"),
            await Sound.ReadAsync(_prompts.FileOf(media, ".alaw"), 1, "-f", "alaw", "-ar", "8000"),
            await Sound.ReadAsync(_prompts.FileOf(media, ".sln16"), 1, "-f", "s16le", "-ar", "16000"),
        };
        foreach (var sound in sounds.Select(channels => channels[0]))
        {
            Sound.Seconds(sound).ShouldBeInRange(4, 8);
            Sound.MeanLevel(sound).ShouldBeInRange(-23, -18);
            Sound.Peak(sound).ShouldBeInRange(0.2, 0.85);
        }
        Sound.Seconds(sounds[0][0]).ShouldBe(Sound.Seconds(sounds[2][0]), 0.01);
    }

    [Fact]
    public async Task Silence_at_both_ends_is_cut_to_a_tenth_of_a_second()
    {
        var media = await _prompts.FindAsync("goodbye", "ru", PromptValues.None);

        var sound = (await Sound.ReadAsync(_prompts.FileOf(media, ".sln16"), 1, "-f", "s16le", "-ar", "16000"))[0];
        (Array.FindIndex(sound, sample => Math.Abs(sample) > 0.02) / 16000.0).ShouldBeInRange(0.03, 0.2);
        ((sound.Length - Array.FindLastIndex(sound, sample => Math.Abs(sample) > 0.02)) / 16000.0).ShouldBeInRange(0.03, 0.25);
    }

    [Fact]
    public async Task A_call_is_not_kept_waiting_for_a_sound_that_is_not_made_yet()
    {
        var values = new PromptValues("Новый дом");

        var first = _prompts.Library.TryFind("greeting", "ru", values, out _);
        await _prompts.FindAsync("greeting", "ru", values);

        first.ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_content_is_made_once_even_over_a_restart()
    {
        var values = new PromptValues("Домик у озера");
        var media = await _prompts.FindAsync("greeting", "ru", values);
        var made = File.GetLastWriteTimeUtc(_prompts.FileOf(media, ".ulaw"));

        await _prompts.StopAsync();
        await _prompts.StartAsync();
        var found = await _prompts.FindAsync("greeting", "ru", values);

        found.ShouldBe(media);
        File.GetLastWriteTimeUtc(_prompts.FileOf(media, ".ulaw")).ShouldBe(made);
        _prompts.Log.Count(line => line.Contains("Made sound", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Every_sound_keeps_its_text_beside_it()
    {
        var media = await _prompts.FindAsync("greeting", "ru", new PromptValues("Домик у озера"));

        _prompts.Library.TextOf(media).ShouldBe("Здравствуйте! Вы звоните по объекту Домик у озера. Нажмите 1 для соединения.");
        Directory.GetFiles(_prompts.Cache, "*.part").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("$(touch /tmp/x); `id` | rm -rf / \" ' \\ --stdin")]
    [InlineData("<speak><break time=\"60s\"/></speak> [[h@'loU]] {id}")]
    [InlineData("-w /tmp/evil.wav\r\nsecond\u0000line\u001b[31m 🏠")]
    public async Task A_hostile_title_is_only_spoken(string title)
    {
        var media = await _prompts.FindAsync("greeting", "ru", new PromptValues(title, "17"));

        var text = _prompts.Library.TextOf(media)!;
        text.ShouldNotContain("17");
        text.IndexOfAny(['<', '>', '[', ']', '{', '}', '\\', '`', '|', '\n', '\r', '\0', '\u001b']).ShouldBe(-1);
        Sound.Seconds((await Sound.ReadAsync(_prompts.FileOf(media, ".ulaw"), 1, "-f", "mulaw", "-ar", "8000"))[0]).ShouldBeInRange(3, 25);
    }

    [Fact]
    public void A_title_that_holds_nothing_to_say_gives_no_sound()
    {
        _prompts.Library.TryFind("greeting", "ru", new PromptValues("🏠 <>"), out _).ShouldBeFalse();
        _prompts.Library.ContentOf("greeting", "ru", new PromptValues("🏠 <>")).ShouldBeNull();
    }

    [Fact]
    public void A_long_title_is_cut_at_a_word()
    {
        var title = string.Join(' ', Enumerable.Repeat("квартира", 40));

        var spoken = SpokenText.Clean(title);

        spoken.Length.ShouldBeInRange(180, 200);
        spoken.ShouldEndWith(" квартира");
    }

    [Fact]
    public async Task The_texts_that_come_with_the_product_can_all_be_spoken_in_both_languages()
    {
        foreach (var language in new[] { "ru", "en" })
            _prompts.WriteTexts(language, await File.ReadAllTextAsync(Path.Combine(Repository(), "sounds", language, "prompts.yaml")));
        await _prompts.UntilAsync(() => _prompts.Library.Catalogue.All.Any(prompt => prompt.Language == "en"));
        var values = new PromptValues("Домик у озера", "1234");

        foreach (var prompt in _prompts.Library.Catalogue.All)
        {
            var media = await _prompts.Library.MakeAsync(prompt.Name, prompt.Language, values, CancellationToken.None);

            var files = Directory.GetFiles(_prompts.Cache, Path.GetFileName(media.ShouldNotBeNull()) + ".*").Select(Path.GetExtension).Order(StringComparer.Ordinal);
            files.ShouldBe([.. TelephonyFormats[..2], ".txt", TelephonyFormats[2]]);
        }
        _prompts.Library.Catalogue.All.Count().ShouldBe(36);
    }

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath("../../../..", here);
}
