using System.Net;
using CallControl.CallControl.Tests.Numbers;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.ExternalPbx.Zadarma;

namespace CallControl.CallControl.Tests.ExternalPbx;

/// <summary>Requests as Zadarma's documentation and its SDK describe them.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class ZadarmaTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Secret = "zd-secret-for-docs";
    private const string CallStart = "2026-01-15 10:00:00";
    private const string Start = "event=NOTIFY_START&call_start=2026-01-15+10%3A00%3A00&pbx_call_id=in_1&caller_id=79161234567&called_did=74951112201";
    private const string Pressed1 = Start + "&wait_dtmf%5Bname%5D=confirm&wait_dtmf%5Bdigits%5D=1";
    private const string Asked = """{"ivr_play":"snd_welcome","language":"ru","wait_dtmf":{"timeout":5,"attempts":2,"maxdigits":1,"name":"confirm","default":"hangup"}}""";
    private const string Connected = """{"redirect":"100","return_timeout":0,"rewrite_forward_number":"79035550101","caller_name":"101 квартира 101"}""";

    private ApiApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await ApiApp.StartAsync(postgres, $"--Zadarma:Secret={Secret}", "--Zadarma:WelcomeSound=snd_welcome", "--Zadarma:NotFoundSound=snd_not_found");
        await _app.Database.AddNumbersAsync(1);
        await _app.Database.AddListingsAsync(101, 102);
        await _app.Database.LeaseAsync(101, "visitor");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/zadarma")]
    [InlineData("/route-call")]
    public async Task The_address_is_verified_by_its_echo_alone(string path)
    {
        var echo = await _app.GetAsync(path + "?zd_echo=abc-123");
        var script = await _app.GetAsync(path + "?zd_echo=<script>alert(1)</script>");

        echo.Status.ShouldBe(HttpStatusCode.OK);
        echo.Text.ShouldBe("abc-123");
        echo.Type.ShouldBe("text/plain");
        script.ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void The_signature_is_the_documented_one() =>
        ZadarmaSignature.Sign(Secret, "79990001122" + "74950000001" + CallStart).ShouldBe("OTg2ZTc5YzA0Mzg2NTA5YTUxOWViYjk4N2IxZGI3YWNmZGYxNWQ0YQ==");

    [Theory]
    [InlineData("/zadarma")]
    [InlineData("/route-call")]
    public async Task A_call_is_greeted_confirmed_connected_and_written_down(string path)
    {
        var greeting = await SendAsync(Start, path);
        var connection = await SendAsync(Pressed1.Replace("NOTIFY_START", "NOTIFY_IVR", StringComparison.Ordinal), path);
        await SendAsync(Internal, path);
        await SendAsync(Answer, path);
        var end = await SendAsync(End, path);
        await SendAsync(Record, path);

        greeting.Text.ShouldBe(Asked);
        connection.Text.ShouldBe(Connected);
        end.Text.ShouldBe("{}");
        (await RowAsync()).ShouldBe("zadarma talking +79161234567 +74951112201 101 live_lease +79035550101 system completed");
        (await _app.Database.QueryAsync<string>("SELECT subject FROM call_events ORDER BY id"))
            .ShouldBe(["NOTIFY_START", "NOTIFY_IVR", "NOTIFY_INTERNAL", "NOTIFY_ANSWER", "NOTIFY_END", "NOTIFY_RECORD"]);
        (await _app.Database.QueryAsync<string>("SELECT client_phone FROM call_tracking WHERE called_at IS NOT NULL")).ShouldBe(["+79161234567"]);
        (await _app.Database.ScalarAsync<bool>(
            "SELECT greeted_at <= confirmed_at AND confirmed_at <= ringing_at AND ringing_at <= bridged_at AND bridged_at <= ended_at FROM calls")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_guess_between_two_listings_is_confirmed_even_where_nobody_else_has_to()
    {
        await _app.Database.ExecuteAsync("UPDATE listings SET confirm = FALSE; DELETE FROM call_tracking");
        await _app.Database.CallAsync("+79161234567", "+74951112201", 102);
        await _app.Database.ExecuteAsync("UPDATE virtual_numbers SET last_leased_at = now() + interval '1 minute'");

        var first = await SendAsync(Start);
        var again = await SendAsync(Start);

        first.Text.ShouldBe(Asked);
        again.Text.ShouldBe(Asked);
        (await RowAsync()).ShouldContain(" 102 ambiguous");
    }

    [Fact]
    public async Task Webhooks_in_reverse_order_and_twice_give_the_same_row()
    {
        string[] events = [Start, Pressed1.Replace("NOTIFY_START", "NOTIFY_IVR", StringComparison.Ordinal), Internal, Answer, End, Record];

        foreach (var webhook in events.Reverse().Concat(events).Concat(events.Reverse()))
            (await SendAsync(webhook)).Status.ShouldBe(HttpStatusCode.OK);

        (await RowAsync()).ShouldBe("zadarma talking +79161234567 +74951112201 101 live_lease +79035550101 system completed");
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM call_events")).ShouldBe(events.Length);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM call_tracking")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_webhook_by_eight_at_once_is_one_event_and_one_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(Start)));

        answers.ShouldAllBe(answer => answer.Text == Asked);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM call_events")).ShouldBe(1);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM calls")).ShouldBe(1);
    }

    [Fact]
    public async Task Only_a_right_signature_is_taken()
    {
        await using var unset = await ApiApp.StartAsync(postgres);

        var missing = await _app.PostAsync("/zadarma", Start, Form);
        var wrong = await _app.SendAsync(HttpMethod.Post, "/zadarma", Start, Form, ("Signature", Sign(Start + "0")));
        var foreign = await _app.SendAsync(HttpMethod.Post, "/zadarma", Start.Replace("74951112201", "74951112202", StringComparison.Ordinal), Form, ("Signature", Sign(Start)));
        var noSecret = await unset.SendAsync(HttpMethod.Post, "/zadarma", Start, Form, ("Signature", Sign(Start)));

        missing.ShouldBeProblem(HttpStatusCode.Unauthorized);
        wrong.ShouldBeProblem(HttpStatusCode.Unauthorized);
        foreign.ShouldBeProblem(HttpStatusCode.Unauthorized);
        noSecret.ShouldBeProblem(HttpStatusCode.Unauthorized);
        noSecret.Text.ShouldContain("Zadarma:Secret");
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM calls")).ShouldBe(0);
    }

    [Fact]
    public async Task Addresses_can_be_limited_to_Zadarmas_own()
    {
        await using var app = await ApiApp.StartAsync(postgres, $"--Zadarma:Secret={Secret}", "--Zadarma:AllowedNetworks:0=185.45.152.40/30", "--Web:TrustedProxies:0=127.0.0.1");

        var stranger = await app.SendAsync(HttpMethod.Post, "/zadarma", Start, Form, ("Signature", Sign(Start)), ("X-Forwarded-For", "198.51.100.7"));
        var vendor = await app.SendAsync(HttpMethod.Post, "/zadarma", Start, Form, ("Signature", Sign(Start)), ("X-Forwarded-For", "185.45.152.42"));

        stranger.ShouldBeProblem(HttpStatusCode.Unauthorized);
        vendor.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_key_is_asked_again_three_times_and_silence_ends_the_call()
    {
        var replies = new List<string>();
        foreach (var key in new[] { "5", "6", "7", "8" })
            replies.Add((await SendAsync(Key(key))).Text);
        var silence = await SendAsync(Key(""));

        replies.ShouldBe([Asked, Asked, Asked, """{"hangup":1}"""]);
        silence.Text.ShouldBe("""{"hangup":1}""");
    }

    [Fact]
    public async Task A_number_that_stands_for_nothing_plays_so_and_hangs_up()
    {
        var unknown = Start.Replace("74951112201", "74959999999", StringComparison.Ordinal);

        var played = await SendAsync(unknown);
        var after = await SendAsync(unknown.Replace("NOTIFY_START", "NOTIFY_IVR", StringComparison.Ordinal));

        played.Text.ShouldBe("""{"ivr_play":"snd_not_found"}""");
        after.Text.ShouldBe("""{"hangup":1}""");
    }

    [Fact]
    public async Task Without_confirmation_the_owner_is_rung_at_once_and_an_extension_without_rewriting()
    {
        await _app.Database.ExecuteAsync("UPDATE virtual_numbers SET confirm = FALSE");
        var atOnce = await SendAsync(Start);
        await _app.Database.ExecuteAsync("UPDATE listings SET destinations = '{204}'");

        var extension = await SendAsync(Start.Replace("in_1", "in_2", StringComparison.Ordinal));

        atOnce.Text.ShouldBe(Connected);
        extension.Text.ShouldBe("""{"redirect":"204","return_timeout":0,"caller_name":"101 квартира 101"}""");
    }

    [Theory]
    [InlineData("busy", "17", "owner busy 17")]
    [InlineData("no+answer", "19", "owner no_answer 19")]
    [InlineData("cancel", "16", "caller hung_up 16")]
    [InlineData("no+money%2C+no+limit", "", "system no_money_no_limit")]
    public async Task How_a_call_failed_is_told_in_our_words(string disposition, string cause, string end)
    {
        await SendAsync(Start);
        await SendAsync(End.Replace("disposition=answered&status_code=16", $"disposition={disposition}&status_code={cause}", StringComparison.Ordinal));

        (await _app.Database.QueryAsync<string>("SELECT concat_ws(' ', end_side, end_reason, owner_cause) FROM calls WHERE bridged_at IS NULL")).ShouldBe([end]);
    }

    [Fact]
    public async Task An_outgoing_call_is_written_down_and_means_no_listing()
    {
        const string common = "call_start=2026-01-15+10%3A00%3A00&pbx_call_id=out_1&internal=100&destination=79035550101";

        await SendAsync("event=NOTIFY_OUT_START&" + common);
        var end = await SendAsync($"event=NOTIFY_OUT_END&{common}&caller_id=74951112201&duration=12&disposition=answered&status_code=16&is_recorded=0&call_id_with_rec=");

        end.Status.ShouldBe(HttpStatusCode.OK);
        (await RowAsync()).ShouldBe("zadarma-out talking 100 +79035550101 system completed");
    }

    [Fact]
    public async Task A_blocked_caller_hears_busy()
    {
        await _app.Database.ExecuteAsync("INSERT INTO blocked_callers (phone) VALUES ('+79161234567')");

        (await SendAsync(Start)).Text.ShouldBe("""{"redirect":"blacklist"}""");
        (await _app.Database.QueryAsync<string>("SELECT attribution FROM calls WHERE listing_id IS NULL")).ShouldBe(["blocked"]);
    }

    [Fact]
    public async Task An_event_that_is_new_to_us_is_accepted_and_changes_nothing()
    {
        var answer = await _app.PostAsync("/zadarma", "event=NOTIFY_TOMORROW&pbx_call_id=in_9", Form);

        answer.Text.ShouldBe("{}");
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM calls")).ShouldBe(0);
    }

    private const string Form = "application/x-www-form-urlencoded";

    private static string Internal => Start.Replace("NOTIFY_START", "NOTIFY_INTERNAL", StringComparison.Ordinal) + "&internal=100";

    private static string Answer =>
        "event=NOTIFY_ANSWER&caller_id=79161234567&destination=79035550101&call_start=2026-01-15+10%3A00%3A00&pbx_call_id=in_1&internal=100";

    private static string End => Start.Replace("NOTIFY_START", "NOTIFY_END", StringComparison.Ordinal)
        + "&internal=100&duration=35&disposition=answered&status_code=16&is_recorded=1&call_id_with_rec=rec_1";

    private static string Record => "event=NOTIFY_RECORD&call_id_with_rec=rec_1&pbx_call_id=in_1";

    private static string Key(string digits) =>
        $"{Start.Replace("NOTIFY_START", "NOTIFY_IVR", StringComparison.Ordinal)}&wait_dtmf%5Bname%5D=confirm&wait_dtmf%5Bdigits%5D={digits}";

    private static string Sign(string form)
    {
        var fields = form.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));
        return ZadarmaSignature.Sign(Secret, ZadarmaSignature.SignedText(new ZadarmaWebhook(fields)) ?? "");
    }

    private Task<ApiAnswer> SendAsync(string form, string path = "/zadarma") => _app.SendAsync(HttpMethod.Post, path, form, Form, ("Signature", Sign(form)));

    private async Task<string> RowAsync() => (await _app.Database.QueryAsync<string>("""
        SELECT concat_ws(' ', flow, stage, caller, dialled, listing_id, attribution, destination, end_side, end_reason) FROM calls
        """)).ShouldHaveSingleItem();
}
