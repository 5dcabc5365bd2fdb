using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using CallControl.CallControl.Tests.Web.Api;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.Admin;

/// <summary>Signing in with an API key, and what the session opens.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class SessionTests(PostgresFixture postgres)
{
    private const string Numbers = "/api/v1/numbers";
    private const string OneNumber = """{"numbers": ["+74951112201"]}""";

    [Fact]
    public async Task A_right_key_begins_a_session_that_opens_the_api_until_it_is_ended()
    {
        await using var app = await ApiApp.StartAsync(postgres);
        using var page = new AdminClient(app.App);

        var before = await page.GetAsync("/admin/session");
        var signedIn = await page.SignInAsync(ApiApp.Key);
        var who = await page.GetAsync("/admin/session");
        var read = await page.GetAsync(Numbers);
        var written = await page.SendAsync(HttpMethod.Post, Numbers, OneNumber, AdminClient.OwnPage);
        var signedOut = await page.SendAsync(HttpMethod.Delete, "/admin/session", null, AdminClient.OwnPage);
        var after = await page.GetAsync(Numbers);

        before.ShouldBeProblem(HttpStatusCode.Unauthorized);
        signedIn.Status.ShouldBe(HttpStatusCode.OK);
        signedIn.Json.GetProperty("name").GetString().ShouldBe("tests");
        var cookie = signedIn.Headers["Set-Cookie"];
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        cookie.ShouldNotContain("secure", Case.Insensitive);
        who.Json.GetProperty("name").GetString().ShouldBe("tests");
        who.Headers["Cache-Control"].ShouldContain("no-store");
        read.Status.ShouldBe(HttpStatusCode.OK);
        written.Status.ShouldBe(HttpStatusCode.OK, written.Text);
        signedOut.Status.ShouldBe(HttpStatusCode.NoContent);
        after.ShouldBeProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Changes_in_a_session_are_journaled_under_the_name_of_its_key()
    {
        await using var app = await ApiApp.StartAsync(postgres);
        using var page = new AdminClient(app.App);
        await page.SignInAsync(ApiApp.Key);

        await page.SendAsync(HttpMethod.Post, "/api/v1/enterprises", """{"number": "0367", "name": "June"}""", AdminClient.OwnPage);

        (await page.GetAsync("/api/v1/enterprises/0367/changes")).Text.ShouldContain("\"tests\"");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"key": 5}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task A_body_without_a_key_is_refused(string body)
    {
        await using var app = await ApiApp.StartAsync(postgres);
        using var page = new AdminClient(app.App);

        (await page.SendAsync(HttpMethod.Post, "/admin/session", body)).ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_logged_without_being_repeated()
    {
        using var log = new LoggedMessages();
        await using var app = await ApiApp.StartWithAsync(postgres, builder => builder.Logging.AddProvider(log));
        using var page = new AdminClient(app.App);

        var wrong = await page.SignInAsync("hunter2-hunter2-hunter2");

        wrong.ShouldBeProblem(HttpStatusCode.Unauthorized);
        wrong.Headers.Keys.ShouldNotContain("Set-Cookie");
        log.All.ShouldContain("wrong API key from 127.0.0.1");
        (wrong.Text + log.All).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task After_several_wrong_keys_an_address_is_told_to_wait_and_a_right_key_is_taken_all_the_same()
    {
        await using var app = await ApiApp.StartAsync(postgres, "--Web:TrustedProxies:0=127.0.0.1", "--ClickToCall:WrongSecretsPerMinute=3");
        using var page = new AdminClient(app.App);
        (string, string) there = ("X-Forwarded-For", "198.51.100.7"), elsewhere = ("X-Forwarded-For", "203.0.113.5");

        for (var attempt = 0; attempt < 3; attempt++)
            (await page.SignInAsync("wrong-wrong-wrong", there)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var tooMany = await page.SignInAsync("wrong-wrong-wrong", there);

        tooMany.ShouldBeProblem(HttpStatusCode.TooManyRequests);
        tooMany.Headers["Retry-After"].ShouldBe("60");
        (await page.SignInAsync("wrong-wrong-wrong", elsewhere)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await page.SignInAsync(ApiApp.Key, there)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Over_https_the_cookie_never_goes_over_http()
    {
        await using var app = await ApiApp.StartAsync(postgres, "--Web:TrustedProxies:0=127.0.0.1");
        using var page = new AdminClient(app.App);

        var signedIn = await page.SignInAsync(ApiApp.Key, ("X-Forwarded-For", "198.51.100.7"), ("X-Forwarded-Proto", "https"));

        signedIn.Headers["Set-Cookie"].ShouldContain("secure", Case.Insensitive);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://foreign.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Nothing", "said")]
    public async Task With_the_cookie_alone_a_foreign_page_changes_nothing(string header, string value)
    {
        await using var app = await ApiApp.StartAsync(postgres);
        using var page = new AdminClient(app.App);
        await page.SignInAsync(ApiApp.Key);

        var written = await page.SendAsync(HttpMethod.Post, Numbers, OneNumber, (header, value));
        var signedOut = await page.SendAsync(HttpMethod.Delete, "/admin/session", null, (header, value));

        written.ShouldBeProblem(HttpStatusCode.Forbidden);
        signedOut.ShouldBeProblem(HttpStatusCode.Forbidden);
        (await page.GetAsync(Numbers)).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_origin_of_our_own_page_is_enough_for_browsers_that_do_not_say_same_origin()
    {
        await using var app = await ApiApp.StartAsync(postgres);
        using var page = new AdminClient(app.App);
        await page.SignInAsync(ApiApp.Key);

        (await page.SendAsync(HttpMethod.Post, Numbers, OneNumber, ("Origin", page.Origin))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_in_the_header_wins_over_the_cookie()
    {
        await using var app = await ApiApp.StartAsync(postgres);
        using var page = new AdminClient(app.App);
        await page.SignInAsync(ApiApp.Key);

        var wrong = await page.GetAsync(Numbers, ("X-Api-Key", "wrong-wrong-wrong"));
        var right = await page.SendAsync(HttpMethod.Post, Numbers, OneNumber, ("X-Api-Key", ApiApp.Key), ("Sec-Fetch-Site", "cross-site"));

        wrong.ShouldBeProblem(HttpStatusCode.Unauthorized);
        right.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_no_session_is_needed_a_foreign_pages_request_goes_on_without_it()
    {
        await using var app = await ApiApp.StartAsync(postgres);
        using var page = new AdminClient(app.App);
        await page.SignInAsync(ApiApp.Key);

        var asked = await page.SendAsync(HttpMethod.Post, "/get-virtual-number", """{"listing_id": 101}""", ("Sec-Fetch-Site", "cross-site"));

        asked.ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_this_machine_may_do_without_a_key_a_session_may_do_from_anywhere()
    {
        await using var app = await ApiApp.StartAsync(postgres, "--Web:AlwaysDemandKey=true");
        using var page = new AdminClient(app.App);

        var before = await page.GetAsync("/config/0367");
        await page.SignInAsync(ApiApp.Key);
        var after = await page.GetAsync("/config/0367");

        before.ShouldBeProblem(HttpStatusCode.Unauthorized);
        after.ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_session_counts_on_every_replica_until_its_key_is_changed_or_renamed()
    {
        await using var first = await ApiApp.StartAsync(postgres);
        await using var second = await RunningApp.StartAsync(first.Database, "--Web:ApiKeys:0:Name=tests", $"--Web:ApiKeys:0:Key={ApiApp.Key}");
        await using var changed = await RunningApp.StartAsync(first.Database, "--Web:ApiKeys:0:Name=tests", "--Web:ApiKeys:0:Key=another-key-of-another");
        await using var renamed = await RunningApp.StartAsync(first.Database, "--Web:ApiKeys:0:Name=others", $"--Web:ApiKeys:0:Key={ApiApp.Key}");
        using var page = new AdminClient(first.App);
        await page.SignInAsync(ApiApp.Key);

        (await StatusOnAsync(second)).ShouldBe(HttpStatusCode.OK);
        (await StatusOnAsync(changed)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusOnAsync(renamed)).ShouldBe(HttpStatusCode.Unauthorized);

        async Task<HttpStatusCode> StatusOnAsync(RunningApp replica)
        {
            var cookies = new CookieContainer();
            cookies.Add(page.Cookies.GetAllCookies());
            using var there = new AdminClient(replica, cookies);
            return (await there.GetAsync(Numbers)).Status;
        }
    }

    [Fact]
    public async Task Switched_off_there_are_no_pages_and_no_sessions()
    {
        await using var with = await ApiApp.StartAsync(postgres);
        await using var without = await RunningApp.StartAsync(
            with.Database, "--Web:ApiKeys:0:Name=tests", $"--Web:ApiKeys:0:Key={ApiApp.Key}", "--Admin:Enabled=false");
        using var page = new AdminClient(with.App);
        await page.SignInAsync(ApiApp.Key);
        using var there = new AdminClient(without, page.Cookies);

        (await there.GetAsync(Numbers)).ShouldBeProblem(HttpStatusCode.Unauthorized);
        (await there.SignInAsync(ApiApp.Key)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await there.GetAsync("/admin/")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await there.GetAsync("/ms-admin/?enterprise_number=0367")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await there.GetAsync("/ms.png")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
