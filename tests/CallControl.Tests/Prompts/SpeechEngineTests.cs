using CallControl.CallControl.Tests.Audio;
using CallControl.Prompts;
using Microsoft.Extensions.Options;

namespace CallControl.CallControl.Tests.Prompts;

public sealed class SpeechEngineTests : IAsyncLifetime
{
    private const string Texts = """
        greeting: "Здравствуйте! Вы звоните по объекту: {title}. Нажмите 1 для соединения."
        short: "Такого номера нет."
        long: "К сожалению, мы не смогли определить объект. Зайдите на сайт {site}, выберите объект и позвоните по показанному номеру."
        """;

    private readonly PromptsHost _prompts = new();
    private SpeechServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SpeechServer.StartAsync();
        _prompts.WriteTexts("ru", Texts);
    }

    public async Task DisposeAsync()
    {
        await _prompts.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("espeak-ng")]
    [InlineData("festival")]
    [InlineData("http")]
    public async Task Every_prompt_of_every_engine_has_one_loudness_and_clean_ends(string engine)
    {
        UseEngine(engine);
        await _prompts.StartAsync();

        foreach (var (name, title) in new[] { ("greeting", "Дом"), ("greeting", "Лофт «Loft 25» у метро Сокол, 45,5 м²"), ("short", ""), ("long", "") })
        {
            var media = (await _prompts.Library.MakeAsync(name, "ru", new PromptValues(title), CancellationToken.None)).ShouldNotBeNull(string.Join('\n', _prompts.Log));

            foreach (var extension in PromptCache.Extensions)
                (await Loudness.OfAsync(_prompts.FileOf(media, extension))).ShouldBeInRange(-21, -19, $"{engine}, {name}, {extension}");
            var sound = (await Sound.ReadAsync(_prompts.FileOf(media, ".sln16"), 1, "-f", "s16le", "-ar", "16000"))[0];
            Sound.Peak(sound).ShouldBeLessThan(0.85);
            Sound.Peak(sound[..640]).ShouldBeLessThan(0.02, "no click at the beginning");
            Sound.Peak(sound[^640..]).ShouldBeLessThan(0.02, "no click at the end");
        }
    }

    [Theory]
    [InlineData("espeak-ng")]
    [InlineData("festival")]
    public async Task Digits_Latin_letters_signs_and_long_titles_are_all_said(string engine)
    {
        UseEngine(engine);
        await _prompts.StartAsync();
        var bare = await SecondsAsync("Дом");

        (await SecondsAsync("Дом 1234")).ShouldBeGreaterThan(bare + 1, "1234 is four words");
        (await SecondsAsync("Дом Manhattan")).ShouldBeGreaterThan(bare + 0.3);
        (await SecondsAsync("\"Дом\" («Уют» — №7, 12/3, +5 % & 45,5 м²)")).ShouldBeGreaterThan(bare + 3);
        (await SecondsAsync(string.Concat(Enumerable.Repeat("красивый дом у озера ", 25)))).ShouldBeInRange(10, 30, "500 characters are cut to what a caller bears");
        (await SecondsAsync("Caffè Ґанок")).ShouldBeGreaterThan(bare);
    }

    [Theory]
    [InlineData("wav", null)]
    [InlineData("mp3", "audio/mpeg")]
    [InlineData("ogg", "application/ogg")]
    public async Task A_speech_service_is_asked_as_configured_and_any_of_three_formats_is_taken(string format, string? contentType)
    {
        UseEngine("http");
        _server.Format = format;
        _server.ContentType = contentType;
        await _prompts.StartAsync();

        var seconds = await SecondsAsync("Дом \"у озера\" & {text}");

        seconds.ShouldBeInRange(2.5, 4.5);
        var asked = _server.Asked.Last();
        asked.Path.ShouldBe("/tts/ru?voice=alena%20%26");
        asked.ContentType.ShouldBe("application/json; charset=utf-8");
        asked.Key.ShouldBe("secret key");
        using var body = System.Text.Json.JsonDocument.Parse(asked.Body);
        body.RootElement.GetProperty("text").GetString().ShouldBe("Здравствуйте! Вы звоните по объекту: Дом \"у озера\" & text. Нажмите 1 для соединения.");
        _prompts.Log.ShouldAllBe(line => !line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_speech_service_that_refuses_hangs_or_answers_with_something_else_is_reported()
    {
        UseEngine("http");
        await _prompts.StartAsync();

        _server.Status = 401;
        await _prompts.Library.MakeAsync("greeting", "ru", new PromptValues("один"), CancellationToken.None);
        _server.Status = 200;
        _server.ContentType = "text/html";
        await _prompts.Library.MakeAsync("greeting", "ru", new PromptValues("два"), CancellationToken.None);
        _server.ContentType = "audio/mpeg";
        _server.Hangs = true;
        await _prompts.Library.MakeAsync("greeting", "ru", new PromptValues("три"), CancellationToken.None);

        _prompts.Log.ShouldContain(line => line.Contains("127.0.0.1 answered 401: no such voice", StringComparison.Ordinal));
        _prompts.Log.ShouldContain(line => line.Contains("answered with text/html, which is no sound", StringComparison.Ordinal));
        _prompts.Log.ShouldContain(line => line.Contains("did not answer within 1 s", StringComparison.Ordinal));
        Directory.GetFiles(_prompts.Cache, "*.part").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_voice_that_is_not_installed_is_stood_in_for_by_espeak_ng_and_said_so()
    {
        _prompts.Settings["Prompts:Voices:ru:Engine"] = "festival";
        _prompts.Settings["Prompts:Voices:ru:Voice"] = "nobody_has_this";
        await _prompts.StartAsync();

        (await SecondsAsync("Дом")).ShouldBeGreaterThan(3);
        _prompts.Log.ShouldContain(line => line.Contains("espeak-ng speaks instead", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_that_can_not_work_are_refused_at_start_all_at_once()
    {
        _prompts.Settings["Prompts:Voices:ru:Engine"] = "parrot";
        _prompts.Settings["Prompts:Voices:en:Engine"] = "http";
        _prompts.Settings["Prompts:Voices:kk:Speed"] = "10";
        _prompts.Settings["Prompts:Voices:uk:Engine"] = "festival";
        _prompts.Settings["Prompts:Voices:uk:Voice"] = "x) (system \"touch /tmp/x\"";

        var refused = await Should.ThrowAsync<OptionsValidationException>(_prompts.StartAsync);

        refused.Failures.Count().ShouldBe(4);
    }

    private async Task<double> SecondsAsync(string title)
    {
        var media = (await _prompts.Library.MakeAsync("greeting", "ru", new PromptValues(title), CancellationToken.None)).ShouldNotBeNull(string.Join('\n', _prompts.Log));
        return Sound.Seconds((await Sound.ReadAsync(_prompts.FileOf(media, ".sln16"), 1, "-f", "s16le", "-ar", "16000"))[0]);
    }

    private void UseEngine(string engine)
    {
        _prompts.Settings["Prompts:Voices:ru:Engine"] = engine;
        if (engine != "http")
            return;
        _prompts.Settings["Prompts:Voices:ru:Voice"] = "alena &";
        _prompts.Settings["Prompts:Voices:ru:Http:Url"] = $"{_server.Address}/tts/{{language}}?voice={{voice}}";
        _prompts.Settings["Prompts:Voices:ru:Http:Headers:X-Key"] = "secret key";
        _prompts.Settings["Prompts:Voices:ru:Http:ContentType"] = "application/json";
        _prompts.Settings["Prompts:Voices:ru:Http:Body"] = """{"text": "{text}", "rate": {speed}}""";
        _prompts.Settings["Prompts:Voices:ru:Http:Timeout"] = "00:00:01";
    }
}
