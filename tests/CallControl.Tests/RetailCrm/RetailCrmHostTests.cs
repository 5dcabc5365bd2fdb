using System.Net;
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

    [Fact]
    public async Task Whoever_tries_many_secrets_is_not_listened_to_for_a_while()
    {
        for (var i = 0; i < 10; i++)
            (await App.GetAsync($"/retailcrm/user-status?clientId=stranger-{i}&userId=11&status=free")).Status.ShouldBe(HttpStatusCode.Forbidden);

        var right = await App.GetAsync($"/retailcrm/user-status?clientId={ClientId}&userId=11&status=free");

        right.Status.ShouldBe(HttpStatusCode.TooManyRequests);
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

    private async Task<string?> ResponsibleAsync() => (await App.GetAsync("/responsible-extension/0367/375447034448")).Json.GetProperty("extension").GetString();
}
