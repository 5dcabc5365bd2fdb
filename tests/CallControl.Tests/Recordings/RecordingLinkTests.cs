using System.Net;
using System.Net.Http.Headers;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using CallControl.Recordings;

namespace CallControl.CallControl.Tests.Recordings;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class RecordingLinkTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("links-").FullName;
    private readonly byte[] _sound = [.. Enumerable.Range(0, 5000).Select(at => (byte)at)];
    private readonly Guid _call = Guid.NewGuid();
    private TestDatabase _database = null!;
    private RunningApp _app = null!;

    private RecordingLinks Links => _app.Service<RecordingLinks>();

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateEmptyAsync(postgres);
        _app = await StartAsync();
        var path = Path.Combine(_folder, "2026", "03", $"{_call}.mp3");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, _sound);
        await _app.Service<RecordingStore>().OnSavedAsync(_call, path, TimeSpan.FromSeconds(5), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_link_gives_the_whole_recording_to_play_and_a_name_to_save_it_by()
    {
        var response = await _app.Client.GetAsync(Link());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(_sound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("audio/mpeg");
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"call-{TimeProvider.System.GetUtcNow():yyyyMMdd}-{response.Content.Headers.ContentDisposition.FileName![14..20]}-{_call:N}.mp3");
        response.Headers.AcceptRanges.ShouldBe(["bytes"]);
        response.Headers.CacheControl!.Private.ShouldBeTrue();
    }

    [Theory]
    [InlineData(1000, 1999L, 1000, 1000)]
    [InlineData(4990, null, 4990, 10)]
    [InlineData(null, 3L, 4997, 3)]
    public async Task A_player_may_ask_for_a_part(int? from, long? to, int first, int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Link());
        request.Headers.Range = new RangeHeaderValue(from, to);

        var response = await _app.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentRange!.Length.ShouldBe(_sound.Length);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(_sound[first..(first + length)]);
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_416()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Link());
        request.Headers.Range = new RangeHeaderValue(6000, 7000);

        (await _app.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task An_expired_link_is_403_and_says_so()
    {
        var link = Links.Create(_call, TimeSpan.FromSeconds(-1));

        var response = await _app.Client.GetAsync(link);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync()).ShouldContain("Срок действия ссылки истёк");
    }

    [Fact]
    public async Task A_link_is_good_for_its_own_call_and_time_only()
    {
        var query = Link().ToString().Split('?')[1];
        var signature = query.Split("signature=")[1];
        string[] forged =
        [
            $"/recordings/{Guid.NewGuid()}.mp3?{query}",
            $"/recordings/{_call}.mp3?expires=99999999999&signature={signature}",
            $"/recordings/{_call}.mp3?{query}x",
            $"/recordings/{_call}.mp3?{query.Replace("expires=", "expires=0", StringComparison.Ordinal)}x",
            $"/recordings/{_call}.mp3?expires=abc&signature={signature}",
            $"/recordings/{_call}.mp3?expires=-1&signature={signature}",
            $"/recordings/{_call}.mp3?signature={signature}",
            $"/recordings/{_call}.mp3",
        ];

        foreach (var link in forged)
            (await _app.Client.GetAsync(new Uri(link, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, link);
    }

    [Fact]
    public async Task A_call_without_a_recording_is_404()
    {
        var response = await _app.Client.GetAsync(Links.Create(Guid.NewGuid(), TimeSpan.FromMinutes(1)));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("/recordings/..%2f..%2fetc%2fpasswd.mp3")]
    [InlineData("/recordings/.link-key")]
    [InlineData("/recordings/2026/03/x.mp3")]
    public async Task Nothing_else_in_the_folder_has_an_address(string path) =>
        (await _app.Client.GetAsync(new Uri($"{path}?{Link().ToString().Split('?')[1]}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_row_that_leads_out_of_the_folder_is_not_served()
    {
        var outside = $"{_folder}-outside.mp3";
        await File.WriteAllBytesAsync(outside, _sound);
        foreach (var path in new[] { outside, Path.Combine(_folder, "..", Path.GetFileName(outside)), "/etc/passwd" })
        {
            await _app.Service<RecordingStore>().OnSavedAsync(_call, path, TimeSpan.FromSeconds(5), CancellationToken.None);

            (await _app.Client.GetAsync(Link())).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        File.Delete(outside);
    }

    [Fact]
    public async Task Links_outlive_a_restart_and_the_key_is_for_our_eyes_only()
    {
        var link = Link();

        await _app.DisposeAsync();
        _app = await StartAsync();
        var response = await _app.Client.GetAsync(link);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        new FileInfo(Path.Combine(_folder, ".link-key")).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_configured_key_and_address_are_used()
    {
        await using var other = await StartAsync("--Recordings:LinkKey=a key of our own choosing", "--Web:PublicUrl=https://calls.example.com/");

        var link = other.Service<RecordingLinks>().Create(_call, TimeSpan.FromMinutes(1));

        link.ToString().ShouldStartWith($"https://calls.example.com/recordings/{_call}.mp3?expires=");
        (await other.Client.GetAsync(new Uri(link.PathAndQuery, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _app.Client.GetAsync(new Uri(link.PathAndQuery, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Uri Link() => Links.Create(_call, TimeSpan.FromMinutes(5));

    private Task<RunningApp> StartAsync(params string[] settings) => RunningApp.StartAsync(
        _database, [$"--Recordings:Folder={_folder}", $"--Prompts:CacheFolder={Path.Combine(_folder, "sounds")}", .. settings]);
}
