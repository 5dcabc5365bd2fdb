using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Enterprises;

namespace CallControl.CallControl.Tests.ClickToCall;

/// <summary>The addresses and their refusals, in an application that no Asterisk is connected to: a click that is allowed is "unavailable".</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class ClickEndpointTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Secret = "click-secret-0367";

    private ApiApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await ApiApp.StartAsync(postgres, "--ClickToCall:WrongSecretsPerMinute=3", "--ClickToCall:HandOverTime=00:00:00.050");
        var added = await SaveAsync("""{"country": "BY", "line": "+375170000001"}""");
        added.Status.ShouldBe(HttpStatusCode.Created, added.Text);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("152", "+375296254070", HttpStatusCode.ServiceUnavailable, "unavailable")]
    [InlineData("152", "80296254070", HttpStatusCode.ServiceUnavailable, "unavailable")]
    [InlineData("999", "+375296254070", HttpStatusCode.NotFound, "unknown_extension")]
    [InlineData("152", "+79161234567", HttpStatusCode.Forbidden, "destination_not_allowed")]
    [InlineData("152", "+375902123456", HttpStatusCode.Forbidden, "premium_number")]
    [InlineData("152", "not a number", HttpStatusCode.BadRequest, "invalid_phone")]
    public async Task The_old_address_takes_query_form_and_JSON_and_says_why_not(string code, string phone, HttpStatusCode status, string error)
    {
        var query = $"code={code}&phone={Uri.EscapeDataString(phone)}&clientId={Secret}";

        ApiAnswer[] answers =
        [
            await _app.GetAsync($"/api/makecallexternal?{query}"),
            await _app.PostAsync($"/api/makecallexternal?{query}"),
            await _app.PostAsync("/api/makecallexternal", query, "application/x-www-form-urlencoded"),
            await _app.PostAsync("/api/makecallexternal", $$"""{"code": {{code}}, "phone": "{{phone}}", "clientId": "{{Secret}}"}"""),
        ];

        foreach (var answer in answers)
        {
            answer.Status.ShouldBe(status, answer.Text);
            answer.Json.GetProperty("success").GetBoolean().ShouldBeFalse();
            answer.Json.GetProperty("error").GetString().ShouldBe(error);
        }
    }

    [Fact]
    public async Task A_click_that_no_process_takes_is_unavailable_for_now_and_leaves_nothing_behind()
    {
        var answers = new[]
        {
            await ClickAsync("""{"enterprise": "0367", "extension": "152", "phone": "+375296254070"}"""),
            await _app.GetAsync($"/api/makecallexternal?code=152&phone=375296254070&clientId={Secret}"),
        };

        foreach (var answer in answers)
        {
            answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, answer.Text);
            answer.Headers["Retry-After"].ShouldBe("5");
        }

        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM calls")).ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_who_tries_on_is_not_listened_to()
    {
        var address = "/api/makecallexternal?code=152&phone=375296254070&clientId=";

        var tries = new List<HttpStatusCode>();
        for (var n = 0; n < 4; n++)
            tries.Add((await _app.GetAsync(address + "guess" + n)).Status);
        var right = await _app.GetAsync(address + Secret);

        tries.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests]);
        right.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        right.Headers["Retry-After"].ShouldBe("60");
    }

    [Theory]
    [InlineData("?code=152&phone=375296254070", "missing")]
    [InlineData("?code=152&clientId=x", "missing")]
    public async Task What_is_missing_is_named(string query, string error)
    {
        var answer = await _app.GetAsync("/api/makecallexternal" + query);

        (answer.Status, answer.Json.GetProperty("error").GetString()).ShouldBe((HttpStatusCode.BadRequest, error));
    }

    [Fact]
    public async Task The_API_refuses_in_problem_details_and_names_wrong_fields()
    {
        var premium = await ClickAsync("""{"enterprise": "0367", "extension": "152", "phone": "+375902123456"}""");
        var stranger = await ClickAsync("""{"enterprise": "0368", "extension": "152", "phone": "+375296254070"}""");
        var wrong = await ClickAsync("""{"enterprise": "0367", "extension": "152", "phone": "x"}""");
        var empty = await ClickAsync("""{"nonsense": 1}""");
        var anonymous = await _app.SendAsync(HttpMethod.Post, "/api/v1/calls", "{}", "application/json", ("X-Api-Key", "wrong"));

        premium.ShouldBeProblem(HttpStatusCode.Forbidden);
        premium.Json.GetProperty("reason").GetString().ShouldBe("premium_number");
        stranger.ShouldBeProblem(HttpStatusCode.NotFound);
        wrong.WrongFields.ShouldBe(["phone"]);
        empty.WrongFields.ShouldBe(["enterprise", "extension", "phone", "nonsense"], ignoreOrder: true);
        anonymous.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Settings_are_checked_when_they_are_saved_and_hold_at_once()
    {
        var wrong = await SaveAsync("""{"line": "12", "country": "XX", "allow": ["+375", "Minsk"], "calls_at_once": 0, "talk_seconds": 100000, "nonsense": true}""");
        var changed = await SaveAsync("""{"country": "BY", "allow": ["+"], "deny": ["+37529"], "enabled": true}""");
        var denied = await ClickAsync("""{"enterprise": "0367", "extension": "152", "phone": "+375296254070"}""");
        var allowed = await ClickAsync("""{"enterprise": "0367", "extension": "152", "phone": "+12125550123"}""");
        await SaveAsync("""{"enabled": false}""");
        var off = await ClickAsync("""{"enterprise": "0367", "extension": "152", "phone": "+12125550123"}""");

        wrong.WrongFields.Select(field => field.Replace("settings.click_to_call.", "", StringComparison.Ordinal))
            .ShouldBe(["line", "country", "allow", "calls_at_once", "talk_seconds", "nonsense"], ignoreOrder: true);
        changed.Status.ShouldBe(HttpStatusCode.OK, changed.Text);
        denied.Json.GetProperty("reason").GetString().ShouldBe("destination_not_allowed");
        allowed.Json.GetProperty("reason").GetString().ShouldBe("unavailable");
        off.Json.GetProperty("reason").GetString().ShouldBe("disabled");
    }

    [Fact]
    public async Task Settings_that_somebody_spoilt_behind_our_back_forbid_everything()
    {
        await _app.Database.ExecuteAsync("""UPDATE enterprises SET settings = '{"click_to_call": {"alow": ["+375"]}}'""");
        await _app.App.Service<EnterpriseDirectory>().ReloadAsync(CancellationToken.None);

        var answer = await ClickAsync("""{"enterprise": "0367", "extension": "152", "phone": "+375296254070"}""");

        answer.Json.GetProperty("reason").GetString().ShouldBe("settings_unreadable");
    }

    [Fact]
    public async Task MoySklads_address_is_its_secret_and_is_answered_as_MoySklad_wants()
    {
        const string uuid = "11111111-2222-4333-8444-555555555555";
        var saved = await _app.SendAsync(HttpMethod.Put, "/ms-admin/api/config/0367", $$$"""
            {"enabled": true, "integration_code": "0123456789abcdef0123456789abcdef01234567", "webhook_uuid": "{{{uuid}}}",
             "employee_mapping": {"152": {"name": "A", "employee_id": "00000000-0000-11f0-0a80-000000000101"} } }
            """);
        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        const string click = """{"srcNumber": "152", "destNumber": "+375296254070", "uid": "admin@demo-account"}""";

        var known = await _app.PostAsync($"/ms/webhook/{uuid}", click);
        var longer = await _app.PostAsync($"/ms/webhook/{uuid}/callRequest", click);
        var stranger = await _app.PostAsync("/ms/webhook/11111111-2222-4333-8444-555555555556", click);
        var broken = await _app.PostAsync($"/ms/webhook/{uuid}", "{");

        (known.Status, known.Text, longer.Status, stranger.Status, broken.Status)
            .ShouldBe((HttpStatusCode.OK, "", HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.BadRequest));
    }

    private Task<ApiAnswer> ClickAsync(string body) => _app.PostAsync("/api/v1/calls", body);

    private Task<ApiAnswer> SaveAsync(string settings) => _app.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", $$$"""
        {"name": "June", "secret": "{{{Secret}}}", "extensions": [{"extension": "152"}], "settings": {"click_to_call": {{{settings}}}}}
        """);
}
