using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Audio;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using CallControl.Prompts;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Prompts;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class PromptApiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Key = "a key for the tests alone";
    private const string Goodbye = "/api/v1/prompts/ru/goodbye";
    private readonly string _folder = Directory.CreateTempSubdirectory("prompt-api-").FullName;
    private TestDatabase _database = null!;
    private RunningApp _app = null!;

    private string Sounds => Path.Combine(_folder, "sounds");

    private string[] Settings => [$"--Prompts:SoundsFolder={Sounds}", $"--Prompts:CacheFolder={Path.Combine(_folder, "cache")}"];

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Sounds, "ru"));
        await File.WriteAllTextAsync(Path.Combine(Sounds, "ru", "prompts.yaml"), """
            greeting: "Вы звоните по объекту: {title}."
            goodbye: "До свидания."
            """);
        _database = await TestDatabase.CreateEmptyAsync(postgres);
        _app = await RunningApp.StartAsync(_database, [.. Settings, $"--Recordings:Folder={Path.Combine(_folder, "mp3")}",
            "--Web:ApiKeys:0:Name=tests", $"--Web:ApiKeys:0:Key={Key}", "--Prompts:LargestUpload=200000"]);
        _app.Client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        await Poll.UntilAsync(async () => (await GetAsync(Goodbye))["made"]!.GetValue<bool>(), TimeSpan.FromSeconds(20), "the prompts are made");
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Prompts_are_listed_with_their_text_and_where_their_sound_comes_from()
    {
        var list = (await _app.Client.GetFromJsonAsync<JsonArray>(Address("/api/v1/prompts?language=ru")))!;

        list.Select(prompt => prompt!["name"]!.GetValue<string>()).ShouldBe(["goodbye", "greeting"]);
        list[0]!.ToJsonString().ShouldBe("""{"language":"ru","name":"goodbye","text":"\u0414\u043E \u0441\u0432\u0438\u0434\u0430\u043D\u0438\u044F.","source":"spoken","needs":[],"made":true}""");
        list[1]!["needs"]!.AsArray().Single()!.GetValue<string>().ShouldBe("title");
        list[1]!["made"].ShouldBeNull();
    }

    [Fact]
    public async Task A_prompt_can_be_heard_with_a_title_of_ones_own()
    {
        var response = await _app.Client.GetAsync(Address("/api/v1/prompts/ru/greeting/audio?title=%D0%94%D0%BE%D0%BC"));
        var silent = await _app.Client.GetAsync(Address("/api/v1/prompts/ru/greeting/audio"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
        var wav = Path.Combine(_folder, "heard.wav");
        await File.WriteAllBytesAsync(wav, await response.Content.ReadAsByteArrayAsync());
        Sound.Seconds((await Sound.ReadAsync(wav))[0]).ShouldBeInRange(1.5, 4);
        silent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await silent.Content.ReadAsStringAsync()).ShouldContain("title");
    }

    [Theory]
    [InlineData("wav")]
    [InlineData("mp3")]
    [InlineData("ogg")]
    public async Task An_uploaded_recording_is_played_instead_of_the_speech_until_it_is_taken_away(string format)
    {
        var spoken = Media();
        var upload = await ToneAsync(format);

        var replaced = await PutAsync(upload);
        var recorded = Media();
        var heard = await _app.Client.GetByteArrayAsync(Address($"{Goodbye}/audio"));
        var again = await PutAsync(await ToneAsync(format == "wav" ? "mp3" : "wav"));
        var files = Directory.GetFiles(Path.Combine(Sounds, "ru")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        var restored = await _app.Client.DeleteAsync(Address($"{Goodbye}/audio"));

        replaced.StatusCode.ShouldBe(HttpStatusCode.OK, await replaced.Content.ReadAsStringAsync());
        (await replaced.Content.ReadFromJsonAsync<JsonObject>())!["source"]!.GetValue<string>().ShouldBe("recorded");
        recorded.ShouldNotBe(spoken);
        heard.Length.ShouldBeInRange(2 * 32_000, 3 * 32_000);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        files.ShouldBe([format == "wav" ? "goodbye.mp3" : "goodbye.wav", "prompts.yaml"]);
        restored.StatusCode.ShouldBe(HttpStatusCode.OK);
        Media().ShouldBe(spoken);
        Directory.GetFiles(Path.Combine(Sounds, "ru")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_broken_upload_is_refused_with_the_reason_and_nothing_changes()
    {
        await PutAsync(await ToneAsync("wav"));
        var before = Media();
        var wav = await ToneAsync("wav");
        await Sound.FfmpegAsync("-f", "lavfi", "-i", "anullsrc=r=8000", "-t", "2", Path.Combine(_folder, "silence.wav"));
        (byte[] Upload, string Reason)[] broken =
        [
            ([], "neither WAV nor MP3 nor Ogg"),
            ("no sound at all, but a text"u8.ToArray(), "neither WAV nor MP3 nor Ogg"),
            (wav[..(wav.Length / 2)], "cut short"),
            ([.. "OggS"u8, .. new byte[4000]], "ffmpeg"),
            ([0xff, 0xfb, .. Enumerable.Range(0, 4000).Select(at => (byte)(at * 7))], ""),
            (new byte[300_000], "larger than"),
            (await File.ReadAllBytesAsync(Path.Combine(_folder, "silence.wav")), "nothing to hear"),
        ];

        foreach (var (upload, reason) in broken)
        {
            var response = await PutAsync(upload);

            response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, reason);
            (await response.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!.GetValue<string>().ShouldContain(reason);
            Media().ShouldBe(before);
        }
        Directory.GetFiles(Path.Combine(Sounds, "ru")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["goodbye.wav", "prompts.yaml"]);
    }

    [Theory]
    [InlineData("/api/v1/prompts/ru/nothing")]
    [InlineData("/api/v1/prompts/..%2f..%2fetc/passwd/audio")]
    [InlineData("/api/v1/prompts/en/goodbye/audio")]
    public async Task What_is_no_prompt_is_404(string path) =>
        (await _app.Client.GetAsync(Address(path))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Without_a_key_nobody_gets_in()
    {
        _app.Client.DefaultRequestHeaders.Remove("X-Api-Key");

        (await _app.Client.GetAsync(Address("/api/v1/prompts"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await PutAsync([])).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_same_can_be_done_on_the_command_line_and_the_running_program_takes_it_up()
    {
        var spoken = Media();
        var tone = Path.Combine(_folder, "tone.wav");
        await File.WriteAllBytesAsync(tone, await ToneAsync("wav"));
        var preview = Path.Combine(_folder, "preview.wav");

        var codes = new[]
        {
            await Program.Main(["prompts", "list", .. Settings]),
            await Program.Main(["prompts", "preview", "ru", "greeting", preview, "--title=Дом", .. Settings]),
            await Program.Main(["prompts", "replace", "ru", "goodbye", tone, .. Settings]),
        };
        await Poll.UntilAsync(() => Media() is { Length: > 0 } media && media != spoken, TimeSpan.FromSeconds(20), "the recording is in force");
        var refused = await Program.Main(["prompts", "replace", "ru", "goodbye", Path.Combine(Sounds, "ru", "prompts.yaml"), .. Settings]);
        var restored = await Program.Main(["prompts", "restore", "ru", "goodbye", .. Settings]);
        await Poll.UntilAsync(() => Media() == spoken, TimeSpan.FromSeconds(20), "the speech is in force again");

        codes.ShouldBe([0, 0, 0]);
        Sound.Seconds((await Sound.ReadAsync(preview))[0]).ShouldBeInRange(1.5, 4);
        refused.ShouldBe(1);
        restored.ShouldBe(0);
        (await Program.Main(["prompts", "sing"])).ShouldBe(64);
    }

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private string Media() => _app.Service<PromptLibrary>().TryFind("goodbye", "ru", PromptValues.None, out var sound) ? sound.Media : "";

    private async Task<JsonObject> GetAsync(string path) => (await _app.Client.GetFromJsonAsync<JsonObject>(Address(path)))!;

    private async Task<HttpResponseMessage> PutAsync(byte[] upload)
    {
        using var content = new ByteArrayContent(upload);
        return await _app.Client.PutAsync(Address($"{Goodbye}/audio"), content);
    }

    /// <summary>Two seconds and a bit of 700 Hz.</summary>
    private async Task<byte[]> ToneAsync(string format)
    {
        var path = Path.Combine(_folder, $"tone-{Guid.NewGuid():N}.{format}");
        await Sound.FfmpegAsync("-f", "lavfi", "-i", "sine=frequency=700:duration=2.2:sample_rate=16000", "-af", "volume=-10dB", path);
        return await File.ReadAllBytesAsync(path);
    }
}
