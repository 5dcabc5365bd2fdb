using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.RetailCrm;

namespace CallControl.CallControl.Tests.RetailCrm;

/// <summary>Calls through the outbox, RetailCRM's requests to us, its users.</summary>
public sealed class RetailCrmHostTests(PostgresFixture postgres) : RetailCrmHostTest(postgres)
{
    [Fact]
    public async Task A_call_goes_through_the_outbox_and_its_client_is_linked()
    {
        await TellAsync(Whole());
        await Poll.UntilAsync(() => Account.Calls.Count == 1, Patience, "the call is in RetailCRM");
        await Poll.UntilAsync(async () => await App.Database.ScalarAsync<int>("SELECT count(*) FROM retailcrm_customers") == 1, Patience, "the client is linked");
        await Poll.UntilAsync(
            async () => await App.Database.ScalarAsync<int>("SELECT count(*) FROM integration_logs WHERE url LIKE '%calls/upload%'") > 0, Patience, "the exchange is logged");
        var logged = string.Join('\n', await App.Database.QueryAsync<string>(
            "SELECT concat_ws(' ', url, request, response) FROM integration_logs WHERE integration_type = 'retailcrm' ORDER BY created_at DESC LIMIT 50"));

        Account.Calls[0].Text("code").ShouldBe("101");
        Account.Calls[0].Text("recordUrl").ShouldNotBeEmpty();
        Account.Screens().ShouldBeEmpty();
        Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        (await App.Database.ScalarAsync<int>("SELECT retailcrm_customer_id FROM retailcrm_customers WHERE phone = '+375447034448'")).ShouldBe(Account.Customers[0].Id);
        logged.ShouldNotContain(Key);
        logged.ShouldNotContain(ClientId);
        logged.ShouldNotContain(Client.Digits);
    }

    [Fact]
    public async Task A_click_is_taken_with_the_right_clientId_alone()
    {
        var stranger = await App.GetAsync("/retailcrm/make-call?clientId=c1f0e6a2b7d94c0e00112234&code=101&phone=%2B375447034448");
        var nobody = await App.GetAsync($"/retailcrm/make-call?clientId={ClientId}&code=199&phone=%2B375447034448");
        var lacking = await App.GetAsync($"/retailcrm/make-call?clientId={ClientId}&code=101");
        // No Asterisk is connected here; that is as far as a click comes.
        var click = await App.GetAsync($"/retailcrm/make-call?clientId={ClientId}&code=101&phone=%2B375447034448&userId=11&externalPhone=%2B375170000001&orderId=5");

        stranger.Status.ShouldBe(HttpStatusCode.Forbidden);
        nobody.Json.GetProperty("errorMsg").GetString()!.ShouldContain("no such extension");
        lacking.Status.ShouldBe(HttpStatusCode.BadRequest);
        click.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        click.Json.GetProperty("success").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_users_status_is_kept()
    {
        var query = $"clientId={ClientId}&userId=11&code=101&status=";
        (await App.GetAsync("/retailcrm/user-status?" + query + "busy")).Json.GetProperty("success").GetBoolean().ShouldBeTrue();
        (await App.PostAsync("/retailcrm/user-status", query + "dinner", "application/x-www-form-urlencoded")).Status.ShouldBe(HttpStatusCode.OK);

        var wrong = await App.GetAsync("/retailcrm/user-status?" + query + "asleep");

        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await App.Database.ScalarAsync<string>("SELECT status FROM retailcrm_user_status WHERE user_id = 11")).ShouldBe("dinner");
    }

    [Theory]
    [InlineData("""{"event":"customer.edit","customer_id":%}""")]
    [InlineData("""{"order":{"id":7,"status":"new","customer":{"id":%}}}""")]
    public async Task Changed_data_is_read_anew_with_the_right_secret_alone(string template)
    {
        var customer = Account.Add(new StubCustomer { FirstName = "Ira", LastName = "Sample", Phones = ["+375447034448"] });
        (await App.GetAsync("/customer-name/0367/375447034448")).Json.GetProperty("name").GetString().ShouldBe("Sample Ira");
        (await ResponsibleAsync()).ShouldBeNull();
        customer.FirstName = "Irina";
        customer.ManagerId = Account.Users[0].Id;
        var body = template.Replace("%", customer.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        var stranger = await App.PostAsync("/retailcrm/webhook", body);
        var taken = await App.SendAsync(HttpMethod.Post, "/retailcrm/webhook", body, "application/json", ("X-Webhook-Secret", Secret));

        stranger.Status.ShouldBe(HttpStatusCode.Forbidden);
        taken.Status.ShouldBe(HttpStatusCode.OK, taken.Text);
        (await App.Database.ScalarAsync<string>("SELECT first_name FROM customers WHERE phone_e164 = '+375447034448'")).ShouldBe("Irina");
        (await App.GetAsync("/customer-name/0367/375447034448")).Json.GetProperty("name").GetString().ShouldBe("Sample Irina");
        (await ResponsibleAsync()).ShouldBe("101");
    }

    // All accounts of RetailCRM may come from one address: a stranger's wrong secrets must not lock out the right ones.
    [Fact]
    public async Task Whoever_tries_many_secrets_is_not_listened_to_for_a_while_but_with_the_right_one()
    {
        for (var i = 0; i < 10; i++)
            (await App.GetAsync($"/retailcrm/user-status?clientId=stranger-{i}&userId=11&status=free")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var wrong = await App.GetAsync("/retailcrm/user-status?clientId=stranger&userId=11&status=free");
        var wrongWebhook = await App.PostAsync("/retailcrm/webhook?secret=stranger", "{}");
        var right = await App.GetAsync($"/retailcrm/user-status?clientId={ClientId}&userId=11&status=free");
        var rightWebhook = await App.PostAsync($"/retailcrm/webhook?secret={Secret}", "{}");

        (wrong.Status, wrongWebhook.Status).ShouldBe((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests));
        (right.Status, rightWebhook.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_module_that_is_switched_off_here_tries_no_secrets()
    {
        await SaveAsync(new JsonObject { ["enabled"] = false });
        for (var i = 0; i < 12; i++)
            (await App.GetAsync($"/retailcrm/user-status?clientId={ClientId}&userId=11&status=free")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var stranger = await App.GetAsync("/retailcrm/user-status?clientId=stranger&userId=11&status=free");

        stranger.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("application/json", """{"secret":"$","customer_id":%}""", "")]
    [InlineData("application/json", """{"customer_id":%}""", "?secret=$")]
    [InlineData("application/json", """{"secret":"$","phone":"+375447034448"}""", "")]
    [InlineData("application/json", """{"secret":"$","phone":"8 044 703-44-48"}""", "")]
    [InlineData("application/x-www-form-urlencoded", "secret=$&customer_id=%", "")]
    [InlineData("application/x-www-form-urlencoded", """secret=$&order={"id":7,"customer":{"id":%}}""", "")]
    public async Task A_webhook_is_understood_in_whatever_form(string type, string template, string query)
    {
        var customer = Account.Add(new StubCustomer { FirstName = "Ira", LastName = "Sample", Phones = ["80447034448"] });
        (await App.GetAsync("/customer-name/0367/375447034448")).Json.GetProperty("name").GetString().ShouldBe("Sample Ira");
        customer.FirstName = "Irina";

        var taken = await App.PostAsync("/retailcrm/webhook" + Filled(query, customer), Filled(template, customer), type);

        taken.Status.ShouldBe(HttpStatusCode.OK, taken.Text);
        (await App.Database.ScalarAsync<string>("SELECT first_name FROM customers WHERE phone_e164 = '+375447034448'")).ShouldBe("Irina");
        (await App.GetAsync("/customer-name/0367/375447034448")).Json.GetProperty("name").GetString().ShouldBe("Sample Irina");
    }

    [Theory]
    [InlineData("""{"customer_id":%}""")]
    [InlineData("""{"phone":"+375447034448"}""")]
    public async Task A_client_who_is_named_by_his_number_is_read_anew_too(string template)
    {
        var customer = Account.Add(new StubCustomer { FirstName = "+375447034448", Phones = ["+375447034448"] });
        (await ResponsibleAsync()).ShouldBeNull();
        customer.ManagerId = Account.Users[0].Id;

        (await App.PostAsync($"/retailcrm/webhook?secret={Secret}", Filled(template, customer))).Status.ShouldBe(HttpStatusCode.OK);

        (await ResponsibleAsync()).ShouldBe("101");
        (await App.Database.ScalarAsync<int>("SELECT retailcrm_customer_id FROM retailcrm_customers")).ShouldBe(customer.Id);
    }

    [Theory]
    [InlineData("/retailcrm/webhook", "application/json", """{"secret":"\ud800"}""", HttpStatusCode.Forbidden)]
    [InlineData("/retailcrm/webhook", "application/json", """{"s\ud800ecret":"x"}""", HttpStatusCode.Forbidden)]
    [InlineData("/retailcrm/webhook", "application/json", """{"secret":"$","phone":"\ud800","customer":{"n\ud800":1}}""", HttpStatusCode.OK)]
    [InlineData("/retailcrm/webhook", "multipart/form-data", "x", HttpStatusCode.BadRequest)]
    [InlineData("/retailcrm/user-status", "application/json", """{"clientId":"\ud800"}""", HttpStatusCode.BadRequest)]
    [InlineData("/retailcrm/user-status", "multipart/form-data", "x", HttpStatusCode.BadRequest)]
    public async Task Bad_input_is_no_fault_of_ours(string path, string type, string body, HttpStatusCode status) =>
        (await App.PostAsync(path, body.Replace("$", Secret, StringComparison.Ordinal), type)).Status.ShouldBe(status);

    [Theory]
    [InlineData("/retailcrm/webhook", "application/json")]
    [InlineData("/retailcrm/webhook", "application/x-www-form-urlencoded")]
    [InlineData("/retailcrm/user-status", "application/json")]
    [InlineData("/retailcrm/user-status", "application/x-www-form-urlencoded")]
    public async Task A_long_body_is_refused_also_when_it_does_not_say_its_length(string path, string type)
    {
        var text = new string(' ', 100_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, path + $"?secret={Secret}&clientId={ClientId}&userId=11&status=free")
        {
            Content = new StringContent(type.EndsWith("json", StringComparison.Ordinal) ? text + "{}" : "x=" + text.Replace(' ', '+'), Encoding.UTF8, type),
        };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await App.App.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_phone_has_one_link_to_the_customer_of_the_account_that_is_configured()
    {
        var customer = Account.Add(new StubCustomer { FirstName = "Ira", LastName = "Sample", Phones = ["+375447034448"] });
        await App.Database.ExecuteAsync("""
            INSERT INTO customers (enterprise_number, phone_e164, last_name, first_name, source, external_id, meta) VALUES
            ('0367', '+375447034448', 'Old', 'Name', 'retailcrm', '3', '{"ids":{"retailcrm":["3"]},"person_uid":"retailcrm:other.example.com:3"}'),
            ('0367', '+375447034449', 'Somebody', 'Else', 'retailcrm', '$', '{"ids":{"retailcrm":["$"]},"person_uid":"retailcrm:other.example.com:$"}')
            """.Replace("$", customer.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

        (await App.PostAsync($"/retailcrm/webhook?secret={Secret}", Filled("""{"customer_id":%}""", customer))).Status.ShouldBe(HttpStatusCode.OK);

        (await App.Database.QueryAsync<int>("SELECT retailcrm_customer_id FROM retailcrm_customers WHERE phone = '+375447034448'")).ShouldBe([customer.Id]);
        (await App.Database.ScalarAsync<string>("SELECT last_name FROM customers WHERE phone_e164 = '+375447034448'")).ShouldBe("Sample");
        (await App.Database.ScalarAsync<string>("SELECT last_name FROM customers WHERE phone_e164 = '+375447034449'")).ShouldBe("Somebody");
    }

    [Fact]
    public async Task Users_are_listed_and_taken_over_by_their_email()
    {
        var pavel = Account.Employ("Pavel");
        (await App.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", $$"""
            {"extensions":[{"extension":"101","name":"Oleg"},{"extension":"102","name":"Pavel","email":"{{pavel.Email}}"}]}
            """)).Status.ShouldBe(HttpStatusCode.OK);

        var listed = await App.GetAsync("/retailcrm-admin/api/users/0367");
        var taken = await App.PostAsync("/retailcrm-admin/api/users/0367");
        await Poll.UntilAsync(() => Telephony()["additionalCodes"]!.AsArray().Count == 2, Patience, "RetailCRM knows the new extension");

        listed.Items.Select(user => user.GetProperty("extension").GetString()).ShouldBe(["101", null]);
        taken.Json.GetProperty("added").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task The_connection_test_says_what_is_wrong()
    {
        var well = await App.GetAsync("/retailcrm-admin/api/test/0367");
        Account.Scopes.Remove("user");

        var ill = await App.GetAsync("/retailcrm-admin/api/test/0367");

        well.Json.GetProperty("success").GetBoolean().ShouldBeTrue(well.Text);
        ill.Text.ShouldContain("may not do this");
    }

    private static string Filled(string template, StubCustomer customer) => template
        .Replace("%", customer.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("$", Secret, StringComparison.Ordinal);

    private async Task<string?> ResponsibleAsync() => (await App.GetAsync("/responsible-extension/0367/375447034448")).Json.GetProperty("extension").GetString();
}
