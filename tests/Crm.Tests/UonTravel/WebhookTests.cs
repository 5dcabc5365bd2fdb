using System.Net;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel;
using CallControl.Crm.UonTravel.Webhook;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.Crm.Tests.UonTravel;

public sealed class WebhookTests : UonTravelTest
{
    [Theory]
    [InlineData("method", "user_id", "phone", "uon_id")]
    [InlineData("метод", "ID пользователя", "телефон", "account_id")]
    public void A_click_is_read_in_both_languages(string method, string user, string phone, string account)
    {
        var form = WebhookReader.Read(new Dictionary<string, string> { [method] = "call", [user] = "2", [phone] = "375290000001", [account] = "50001" });
        var json = WebhookReader.Read(JsonElement.Parse($$"""{"{{method}}":"call","{{user}}":2,"{{phone}}":"375290000001","{{account}}":"50001"}"""));

        foreach (var message in new[] { form, json })
        {
            (message.Kind, message.UserId, message.Phone).ShouldBe((WebhookKind.Click, "2", "375290000001"));
            message.AccountKeys.ShouldBe(["50001"]);
        }
    }

    [Theory]
    [InlineData("""{"type_id":3,"client_id":5,"client":{"u_surname":"Sample","u_name":"Ira","u_phone":"+375290000001","u_phone_home":" 375 17 000-00-01"}}""")]
    [InlineData("""{"type_id":"3","клиент":{"u_id":5,"u_surname":"Sample","u_name":"Ira","u_phone":"375290000001","u_phone_home":"+375170000001"}}""")]
    [InlineData("""{"type_id":"3","client_id":"5","client":"{\"u_surname\":\"Sample\",\"u_name\":\"Ira\",\"u_phone\":\"375290000001\",\"u_phone_home\":\"+375170000001\"}"}""")]
    [InlineData("""{"type_id":"3","client_id":"5","client[u_surname]":"Sample","client[u_name]":"Ira","client[u_phone]":" 375290000001","client[u_phone_home]":"+375170000001"}""")]
    public async Task A_client_is_read_with_all_his_phones(string json)
    {
        var names = await NamesAsync(WebhookReader.Read(JsonElement.Parse(json)));

        names.Select(row => $"{row.Phone} {row.LastName} {row.FirstName} {row.ExternalId} {row.PersonUid} {row.Source}")
            .ShouldBe(["+375290000001 Sample Ira 5 uon:5 uon", "+375170000001 Sample Ira 5 uon:5 uon"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_client_who_is_only_named_by_his_id_is_asked_for()
    {
        var client = Account.AddUser(("u_surname", "Sample"), ("u_phone", "375290000001"));

        var names = await NamesAsync(WebhookReader.Read(JsonElement.Parse($$"""{"type_id":4,"client_id":{{client.Id}}}""")));

        names.ShouldHaveSingleItem().LastName.ShouldBe("Sample");
        Asked.ShouldBe([$"GET user/{client.Id} 200"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_company_may_come_as_one_client_and_one_whose_company_is_left_out_is_asked_for(bool one)
    {
        Account.TellsOneClient = one;
        var client = Account.AddUser(("u_type", "2"), ("u_company", "Example Ltd"), ("u_surname", "Sample"), ("u_phone", "375290000001"));
        await Parts.Customers.SaveAsync([new CustomerNames(PhoneNumber.Parse("+375290000001"), "uon", client.Id, EnterpriseName: "Old Ltd")], CancellationToken.None);

        var names = await NamesAsync(WebhookReader.Read(JsonElement.Parse(
            $$"""{"client":{"u_surname":"Sample","u_phone":"375290000001"},"type_id":4,"client_id":{{client.Id}} }""")));

        var row = names.ShouldHaveSingleItem();
        (row.EnterpriseName, row.LastName, row.LeavesCompany).ShouldBe(("Example Ltd", "Sample", false));
    }

    [Theory]
    [InlineData("""{"u_surname":"Sample"}""", null, true)]
    [InlineData("""{"u_surname":"Sample","u_company":""}""", null, false)]
    [InlineData("""{"u_surname":"Sample","u_company":"Example Ltd"}""", "Example Ltd", false)]
    [InlineData("""{"u_surname":"Sample","u_company":"Example Ltd","u_type":1}""", null, false)]
    [InlineData("""{"u_surname":"Sample","u_company":"Example Ltd","u_type":3}""", "Example Ltd", false)]
    public async Task What_is_not_said_of_a_company_is_unknown(string client, string? company, bool leaves)
    {
        var row = (await NamesAsync(WebhookReader.Read(JsonElement.Parse(
            $$"""{"type_id":4,"client_id":5,"client[u_phone]":"375290000001","client":{{client}} }""")))).ShouldHaveSingleItem();

        (row.EnterpriseName, row.LeavesCompany).ShouldBe((company, leaves));
        Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"type_id":3,"client_id":5,"client":{"u_surname":"Sample","u_name":"\ud800","\udc00":"x","u_phone":"375290000001"}}""")]
    [InlineData("""{"type_id":3,"client_id":5,"client":"{\"u_surname\":\"Sam\\u0000ple\",\"u_name\":\"\\ud800\",\"u_phone\":\"375290000001\"}"}""")]
    [InlineData("""{"type_id":3,"client_id":5,"client":{"u_surname":"Sam\u0000ple","u_phone":"375290000001"},"user_id":"\ud800"}""")]
    public async Task What_is_no_text_is_left_out(string json)
    {
        var row = (await NamesAsync(WebhookReader.Read(JsonElement.Parse(json)))).ShouldHaveSingleItem();

        (row.LastName, row.FirstName).ShouldBe(("Sample", null));
    }

    [Theory]
    [InlineData("""{"type_id":44,"phone":"375290000001"}""", WebhookKind.Other)]
    [InlineData("""{"type_id":47,"phone":"375290000001"}""", WebhookKind.Click)]
    [InlineData("""{"type_id":4}""", WebhookKind.ClientChanged)]
    [InlineData("[]", WebhookKind.Other)]
    public void Other_messages_are_told_apart(string json, WebhookKind kind) => WebhookReader.Read(JsonElement.Parse(json)).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("{}", "x", "192.0.2.1", WebhookRefusal.NoSecretConfigured)]
    [InlineData("""{"webhook_secret":"abc"}""", null, "192.0.2.1", WebhookRefusal.WrongSecret)]
    [InlineData("""{"webhook_secret":"abc"}""", "abd", "192.0.2.1", WebhookRefusal.WrongSecret)]
    [InlineData("""{"webhook_secret":"abc"}""", "abc", "192.0.2.1", WebhookRefusal.None)]
    [InlineData("""{"webhook_secret":"abc","webhook_networks":["192.0.2.0/24"]}""", "abc", "::ffff:192.0.2.1", WebhookRefusal.None)]
    [InlineData("""{"webhook_secret":"abc","webhook_networks":["192.0.2.0/24"]}""", "abc", "198.51.100.1", WebhookRefusal.WrongAddress)]
    public void Who_may_call_the_webhook(string settings, string? secret, string from, WebhookRefusal refusal) =>
        WebhookAccess.Check(JsonElement.Parse(settings), secret, IPAddress.Parse(from)).ShouldBe(refusal);

    [Fact]
    public async Task Webhooks_are_deleted_and_made_anew_also_those_whose_id_was_lost()
    {
        var site = new Uri("https://pbx.example.com");
        var account = Configure(settings => settings["webhook_secret"] = "abc");
        await Vendor.RegisterWebhooksAsync(account, Parts, site, CancellationToken.None);

        var ids = await Vendor.RegisterWebhooksAsync(account, Parts, site, CancellationToken.None);
        var webhooks = Account.Webhooks.ToList();
        var off = await Vendor.RegisterWebhooksAsync(
            Configure(settings => (settings["webhook_secret"], settings["enabled"]) = ("abc", false)), Parts, site, CancellationToken.None);

        webhooks.Select(webhook => $"{webhook.Type} {webhook.Method} {webhook.Url}").ShouldBe(
            ["47 POST https://pbx.example.com/uon/webhook/abc", "3 POST https://pbx.example.com/uon/webhook/abc", "4 POST https://pbx.example.com/uon/webhook/abc"]);
        ids.Problem.ShouldBeNull();
        ids.Ids.ShouldBe(webhooks.ToDictionary(webhook => webhook.Type, webhook => webhook.Id), ignoreOrder: true);
        (off.Ids.Count, Account.Webhooks.Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData(VendorTrouble.Unavailable)]
    [InlineData(VendorTrouble.AnswerLost)]
    [InlineData(VendorTrouble.TooMany)]
    public async Task A_hiccup_while_webhooks_are_made_leaves_none_out_and_makes_none_twice(VendorTrouble trouble)
    {
        var account = Configure(settings => settings["webhook_secret"] = "abc");
        var created = 0;
        Lab.Stub.Suffer(trouble, only: request => UonStub.MethodOf(request) == "webhook/create" && Interlocked.Increment(ref created) == 2);

        var setup = await Vendor.RegisterWebhooksAsync(account, Parts, new Uri("https://pbx.example.com"), CancellationToken.None);

        setup.Problem.ShouldBeNull();
        Account.Webhooks.Select(webhook => webhook.Type).ShouldBe(["47", "3", "4"]);
        setup.Ids.Values.ShouldBe(Account.Webhooks.Select(webhook => webhook.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task A_webhook_that_can_not_be_made_costs_none_of_the_others_and_is_named()
    {
        var account = Configure(settings => settings["webhook_secret"] = "abc");
        Lab.Stub.Suffer(VendorTrouble.Unavailable, only: request => UonStub.MethodOf(request) == "webhook/create" && request.Body.Contains("type_id=3", StringComparison.Ordinal));

        var setup = await Vendor.RegisterWebhooksAsync(account, Parts, new Uri("https://pbx.example.com"), CancellationToken.None);

        setup.Problem.ShouldNotBeNull().ShouldContain("type 3");
        setup.Ids.Keys.ShouldBe(["47", "4"], ignoreOrder: true);
    }

    private UonTravelVendor Vendor => (UonTravelVendor)Lab.Vendor;

    private Task<IReadOnlyList<CustomerNames>> NamesAsync(WebhookMessage message) => Vendor.NamesAsync(Configure(), Parts, message, null, CancellationToken.None);
}
