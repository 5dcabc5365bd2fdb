using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CallControl.TestKit.Vendors.MoySklad;

namespace CallControl.Crm.Tests.MoySklad;

/// <summary>The stand-in must refuse what MoySklad refuses, or the adapter's tests prove nothing.</summary>
public sealed class MoySkladStubTests : IAsyncLifetime
{
    private const string Call = """{"externalId":"1","number":"+375290000001","isIncoming":true,"startTime":"2026-01-15 10:00:00.000"}""";

    private readonly MoySkladStub _stub = new();
    private readonly SocketsHttpHandler _handler = new() { AutomaticDecompression = DecompressionMethods.None };
    private MoySkladAccount? _account;

    public async Task InitializeAsync()
    {
        await _stub.StartAsync();
        _account = _stub.Open("key", "token");
        _account.Employ("101", "Sample O.");
        _account.Employ("152", "Example P.");
    }

    public async Task DisposeAsync()
    {
        _handler.Dispose();
        await _stub.DisposeAsync();
    }

    [Fact]
    public async Task Without_gzip_it_answers_415_and_nothing_else()
    {
        var (status, body) = await AskAsync(HttpMethod.Get, "phone/1.0/employee", gzip: false);

        status.ShouldBe(415);
        body.ShouldBeNull();
    }

    [Theory]
    [InlineData("phone/1.0/employee", "application/json")]
    [InlineData("remap/1.2/entity/employee", "application/json")]
    [InlineData("remap/1.2/entity/employee", null)]
    public async Task With_another_Accept_it_answers_1062(string path, string? accept)
    {
        var (_, body) = await AskAsync(HttpMethod.Get, path, accept: accept);

        Code(body).ShouldBe(1062);
    }

    [Theory]
    [InlineData("phone/1.0/employee")]
    [InlineData("remap/1.2/entity/employee")]
    public async Task With_another_key_it_answers_401(string path)
    {
        var (status, body) = await AskAsync(HttpMethod.Get, path, key: "other");

        status.ShouldBe(401);
        Code(body).ShouldBe(1056);
    }

    [Theory]
    [InlineData("phone/1.0/employee", 100)]
    [InlineData("remap/1.2/entity/employee", 15)]
    public async Task Over_its_limit_it_answers_429_and_says_how_long_to_wait(string path, int limit)
    {
        for (var i = 0; i < limit; i++)
            (await AskAsync(HttpMethod.Get, path)).Status.ShouldBe(200);
        using var client = Client();
        using var request = Request(HttpMethod.Get, path);

        using var response = await client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.GetValues("X-RateLimit-Limit").ShouldBe([limit.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        response.Headers.GetValues("X-RateLimit-Remaining").ShouldBe(["0"]);
        int.Parse(response.Headers.GetValues("X-Lognex-Retry-After").Single(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 5000);
    }

    [Theory]
    [InlineData("""{"number":"+375290000001","isIncoming":true,"startTime":"2026-01-15 10:00:00.000"}""", 412, 3000)]
    [InlineData("""{"externalId":"1","number":"+375290000001","isIncoming":true}""", 412, 3000)]
    [InlineData("""{"externalId":"1","number":"+375290000001","isIncoming":true,"startTime":"2026-01-15T10:00:00Z"}""", 400, 2017)]
    [InlineData("""{"externalId":"1","number":"+375290000001","isIncoming":true,"startTime":"2026-01-15 10:00:00.000","recordUrl":"https://x"}""", 400, 2017)]
    [InlineData("""{"externalId":"1","number":"1","isIncoming":true,"startTime":"2026-01-15 10:00:00","events":[{"eventType":"OPEN","extension":"101","sequence":1}]}""", 412, 3005)]
    [InlineData("""{"externalId":"1","number":"1","isIncoming":true,"startTime":"2026-01-15 10:00:00","events":[{"eventType":"SHOW","extention":"101","sequence":1}]}""", 412, 3000)]
    [InlineData("""{"externalId":"1","number":"1","isIncoming":true,"startTime":"2026-01-15 10:00:00","events":[{"eventType":"SHOW","extension":"101"}]}""", 412, 3000)]
    [InlineData("{", 400, 2001)]
    public async Task A_wrong_call_is_refused(string body, int status, int code)
    {
        var answer = await AskAsync(HttpMethod.Post, "phone/1.0/call", body);

        answer.Status.ShouldBe(status);
        Code(answer.Body).ShouldBe(code);
        _account!.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_filled_field_keeps_its_value_and_the_comment_does_not()
    {
        await AskAsync(HttpMethod.Post, "phone/1.0/call", Call);
        await AskAsync(HttpMethod.Put, "phone/1.0/call/extid/1", """{"extension":"101","comment":"one"}""");

        var (status, body) = await AskAsync(HttpMethod.Put, "phone/1.0/call/extid/1", """{"extension":"152","comment":"two"}""");

        status.ShouldBe(200);
        body!["extension"]!.GetValue<string>().ShouldBe("101");
        body["comment"]!.GetValue<string>().ShouldBe("two");
        _stub.Journal[^1].Request.Remarks.ShouldBe(["extension is filled already and stays"]);
    }

    [Fact]
    public async Task A_call_nobody_made_is_not_found() =>
        Code((await AskAsync(HttpMethod.Put, "phone/1.0/call/extid/none", "{}")).Body).ShouldBe(1021);

    [Fact]
    public async Task An_extension_is_filtered_by_its_beginning()
    {
        var (_, body) = await AskAsync(HttpMethod.Get, "phone/1.0/employee?filter=extention~%3D15");

        body!["employees"]!.AsArray().ShouldHaveSingleItem()!["extention"]!.GetValue<string>().ShouldBe("152");
    }

    [Fact]
    public async Task An_order_needs_its_organization() =>
        Code((await AskAsync(HttpMethod.Post, "remap/1.2/entity/customerorder", "{}")).Body).ShouldBe(3000);

    private static int Code(JsonNode? body) => body!["errors"]![0]!["code"]!.GetValue<int>();

    private async Task<(int Status, JsonNode? Body)> AskAsync(
        HttpMethod method, string path, string? body = null, bool gzip = true, string? accept = "application/json;charset=utf-8", string? key = null)
    {
        using var client = Client();
        using var request = Request(method, path, body, gzip, accept, key);
        using var response = await client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (bytes.Length == 0)
            return ((int)response.StatusCode, null);
        await using var unzipped = gzip
            ? new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress)
            : (Stream)new MemoryStream(bytes);
        return ((int)response.StatusCode, await JsonNode.ParseAsync(unzipped));
    }

    private HttpClient Client() => new(_handler, disposeHandler: false);

    private HttpRequestMessage Request(
        HttpMethod method, string path, string? body = null, bool gzip = true, string? accept = "application/json;charset=utf-8", string? key = null)
    {
        var request = new HttpRequestMessage(method, new Uri(_stub.Address, "/api/" + path));
        if (gzip)
            request.Headers.AcceptEncoding.ParseAdd("gzip");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Lognex-Phone-Auth-Token", key ?? "key");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + (key ?? "token"));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return request;
    }
}
