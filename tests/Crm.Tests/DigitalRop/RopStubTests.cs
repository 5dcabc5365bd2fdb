using System.Net;
using System.Net.Http.Json;
using System.Text;
using CallControl.TestKit.Vendors.DigitalRop;

namespace CallControl.Crm.Tests.DigitalRop;

/// <summary>The stand-in refuses what the service refuses: a stand-in that takes everything proves nothing.</summary>
public sealed class RopStubTests : DigitalRopTest
{
    private readonly HttpClient _http = new(new SocketsHttpHandler());

    private Uri Upload(string key = "rop-key-a") => new(Lab.Stub.Address, "/api/v1/calls/audio-upload?apiKey=" + key);

    [Theory]
    [InlineData("", 401)]
    [InlineData("other", 401)]
    [InlineData("rop-key-a", 200)]
    public async Task Every_request_needs_the_key(string key, int status)
    {
        _ = Account;

        var answer = await _http.PostAsJsonAsync(Upload(key), Fields());

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("manager_id")]
    [InlineData("call_id")]
    [InlineData("deal_id")]
    [InlineData("audio_url")]
    public async Task A_call_without_a_field_is_refused(string field)
    {
        _ = Account;
        var fields = Fields();
        fields.Remove(field);

        (await _http.PostAsJsonAsync(Upload(), fields)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Numbers_as_texts_and_texts_as_numbers_are_refused()
    {
        _ = Account;

        foreach (var wrong in new[] { """{"manager_id":101}""", """{"duration":"87"}""", """{"call_id":null}""", "[]", "{" })
        {
            var answer = await _http.PostAsync(Upload(), new StringContent(wrong, Encoding.UTF8, "application/json"));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
        }
    }

    [Fact]
    public async Task A_second_call_of_the_same_id_is_a_duplicate()
    {
        _ = Account;
        var fields = Fields();

        var (first, second) = (await _http.PostAsJsonAsync(Upload(), fields), await _http.PostAsJsonAsync(Upload(), fields));

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task The_sixty_first_request_of_a_minute_is_one_too_many()
    {
        _ = Account;
        var address = new Uri(Lab.Stub.Address, "/api/v1/tables/call-ready?tab=t&call=c&apiKey=rop-key-a");

        for (var i = 0; i < RopStub.RequestsPerMinute; i++)
            (await _http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await _http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(".gone", "404")]
    [InlineData(".flac", "neither MP3")]
    [InlineData(".broken.mp3", "Файл не является аудио")]
    [InlineData(".long.ogg", "45")]
    [InlineData(".html", "Content-Type")]
    [InlineData(".large.wav", "100 MB")]
    public async Task A_sound_that_it_can_not_take_is_refused(string ending, string why)
    {
        _ = Account;
        Lab.Audio.Serve(".flac", await AudioServer.SoundAsync("1s.flac", "-f", "lavfi", "-i", "sine=duration=1"), "audio/flac");
        Lab.Audio.Serve(".long.ogg", await AudioServer.SoundAsync("2702s.ogg", "-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono:d=2702", "-c:a", "libopus", "-b:a", "6k"), "audio/ogg");
        Lab.Audio.Serve(".html", await AudioServer.SoundAsync("1s.mp3", "-f", "lavfi", "-i", "sine=duration=1"), "text/html");
        var large = Path.Combine(Path.GetTempPath(), $"callcontrol-{Guid.NewGuid():N}.wav");
        await using (var file = File.Create(large))
            file.SetLength(100_000_001);
        Lab.Audio.Serve(".large.wav", large, "audio/wav");
        var broken = Path.Combine(Path.GetTempPath(), $"callcontrol-{Guid.NewGuid():N}.mp3");
        await File.WriteAllBytesAsync(broken, [.. Enumerable.Range(0, 5000).Select(n => (byte)(n * 37))]);
        Lab.Audio.Serve(".broken.mp3", broken, "audio/mpeg");

        var answer = await _http.PostAsJsonAsync(Upload(), Fields(ending));

        File.Delete(large);
        File.Delete(broken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(why);
        Account.Calls.ShouldBeEmpty();
    }

    private static Dictionary<string, object> Fields(string ending = ".mp3") => new()
    {
        ["manager_id"] = "mgr_101",
        ["call_id"] = Guid.NewGuid().ToString(),
        ["deal_id"] = "deal_1",
        ["audio_url"] = "https://pbx.example.com/rec/1" + ending,
    };
}
