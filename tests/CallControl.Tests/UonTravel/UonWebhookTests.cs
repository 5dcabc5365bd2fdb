using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.TestKit.Vendors;

namespace CallControl.CallControl.Tests.UonTravel;

/// <summary>U-ON's webhooks in the real application; clients as in the seed's list of tests.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class UonWebhookTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Created =
        "uon_id=50001&type_id=3&user_id=2&client_id=7&client[u_id]=7&client[u_surname]=Тестирование&client[u_name]=Третье&client[u_sname]=Создание&client[u_phone]=+375297003134";

    private UonApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await UonApp.StartAsync(postgres);
        await _app.SaveAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_created_client_becomes_a_row_for_each_of_his_phones()
    {
        var answer = await _app.PostAsync(Created + "&client[u_phone_mobile]=375 29 625-40-70&client[u_phone_home]=+375293213218");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Json.GetProperty("ok").GetBoolean().ShouldBeTrue();
        (await RowsAsync()).ShouldBe([
            """+375293213218 Тестирование Третье Создание ["7"] uon:7""",
            """+375296254070 Тестирование Третье Создание ["7"] uon:7""",
            """+375297003134 Тестирование Третье Создание ["7"] uon:7""",
        ]);
    }

    [Fact]
    public async Task A_changed_name_reaches_every_row_and_a_new_phone_becomes_a_row_of_the_same_person()
    {
        await _app.PostAsync(Created);
        await _app.PostAsync(Changed("Четвертое", "client[u_phone]=+375297003134"));
        var renamed = await RowsAsync();
        await _app.PostAsync(Changed("Четвертое", "client[u_phone]=+375297003134&client[u_phone_mobile]=+375295556611"));

        await _app.PostAsync(Changed("Пятое", "client[u_phone]=+375297003134"));

        renamed.ShouldBe(["""+375297003134 Тестирование Четвертое Редактирование ["7"] uon:7"""]);
        (await RowsAsync()).ShouldBe([
            """+375295556611 Тестирование Пятое Редактирование ["7"] uon:7""",
            """+375297003134 Тестирование Пятое Редактирование ["7"] uon:7""",
        ]);
    }

    [Fact]
    public async Task A_row_that_is_another_sources_person_is_reached_by_the_clients_id()
    {
        await _app.Api.Database.ExecuteAsync("""
            INSERT INTO customers (enterprise_number, phone_e164, last_name, source, meta)
            VALUES ('0367', '+375290000009', 'Старое', 'moysklad', '{"ids": {"ms": ["p1"], "uon": ["7"]}, "person_uid": "ms:p1"}')
            """);

        await _app.PostAsync(Created);

        (await RowsAsync()).ShouldContain("""+375290000009 Тестирование Третье Создание ["7"] ms:p1""");
    }

    [Fact]
    public async Task When_U_ON_is_not_primary_names_of_other_sources_stay_and_gaps_are_filled()
    {
        await _app.SaveAsync(settings => settings["primary"] = false);
        await _app.Api.Database.ExecuteAsync("""
            INSERT INTO customers (enterprise_number, phone_e164, last_name, source, meta) VALUES
            ('0367', '+375297003134', 'Старое', 'moysklad', '{}'), ('0367', '+375296254070', NULL, NULL, '{}')
            """);

        await _app.PostAsync(Created + "&client[u_phone_mobile]=+375296254070");

        (await RowsAsync()).ShouldBe([
            """+375296254070 Тестирование Третье Создание ["7"] uon:7""",
            """+375297003134 Старое   ["7"] uon:7""",
        ]);
    }

    [Theory]
    [InlineData("""{"integrations_config":{"uon":{"primary":true}}}""", true)]
    [InlineData("""{"integrations_config":{"smart":{"primary":"uon"}}}""", true)]
    [InlineData("""{"primary_integration":"uon"}""", true)]
    [InlineData("""{"integrations_config":{"uon":{"primary":true},"smart":{"primary":"ms"}}}""", false)]
    public async Task U_ON_is_primary_in_each_of_the_places_where_that_may_stand(string enterprise, bool wins)
    {
        await _app.SaveAsync(settings => settings["primary"] = false);
        (await _app.Api.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", enterprise)).Status.ShouldBe(HttpStatusCode.OK);
        await _app.Api.Database.ExecuteAsync(
            "INSERT INTO customers (enterprise_number, phone_e164, last_name, source, meta) VALUES ('0367', '+375297003134', 'Старое', 'moysklad', '{}')");

        await _app.PostAsync(Created);

        (await RowsAsync()).ShouldHaveSingleItem().ShouldStartWith(wins ? "+375297003134 Тестирование Третье" : "+375297003134 Старое");
    }

    [Theory]
    [InlineData("uon_id=50001", true)]
    [InlineData("account_id=50001", true)]
    [InlineData("uon_subdomain=id50001.u-on.ru", true)]
    [InlineData("uon_subdomain=id50001", true)]
    [InlineData("uon_id=99999", false)]
    [InlineData("", false)]
    public async Task The_account_is_found_by_its_names_else_it_is_the_only_one(string account, bool amongMany)
    {
        var path = _app.WebhookPath();
        var alone = await _app.PostAsync(account + "&type_id=44", path);
        (await _app.Api.PostAsync("/api/v1/enterprises", """{"number":"0999","name":"Other"}""")).Status.ShouldBe(HttpStatusCode.Created);
        await _app.SaveAsync(settings => settings["account_id"] = "60001", "0999");

        var among = await _app.PostAsync(account + "&type_id=44", path);

        alone.Status.ShouldBe(HttpStatusCode.OK, alone.Text);
        among.Status.ShouldBe(amongMany ? HttpStatusCode.OK : HttpStatusCode.Forbidden, among.Text);
    }

    [Fact]
    public async Task Without_the_secret_or_from_a_foreign_address_nothing_is_done()
    {
        var path = _app.WebhookPath();

        var none = await _app.PostAsync(Created, "/uon/webhook");
        var wrong = await _app.PostAsync(Created, path + "0");
        await _app.SaveAsync(settings => settings["webhook_networks"] = new System.Text.Json.Nodes.JsonArray("192.0.2.0/24"));
        var foreign = await _app.PostAsync(Created, path);

        foreach (var answer in new[] { none, wrong, foreign })
            answer.Status.ShouldBe(HttpStatusCode.Forbidden, answer.Text);
        (await RowsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("user_id=2&phone=375296254070", "unavailable")]
    [InlineData("ID пользователя=2&телефон=375296254070", "unavailable")]
    [InlineData("user_id=9&phone=375296254070", "unknown_user")]
    [InlineData("user_id=2&phone=abc", "invalid_phone")]
    public async Task A_click_rings_the_employees_extension_in_every_way_it_may_come(string fields, string error)
    {
        // No Asterisk is connected, so that a click which is all right is "unavailable".
        var (path, form) = (_app.WebhookPath(), "метод=call&uon_id=50001&" + fields);
        var json = "{" + string.Join(',', form.Split('&').Select(field => $"\"{field.Split('=')[0]}\":\"{field.Split('=')[1]}\"")) + "}";

        Web.Api.ApiAnswer[] answers =
        [
            await _app.PostAsync(form),
            await _app.Api.PostAsync(path, json),
            await _app.Api.GetAsync(path + "?" + form),
            await _app.Api.GetAsync($"/uon/webhook?secret={path.Split('/')[^1]}&{form}"),
        ];

        foreach (var answer in answers)
        {
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
            answer.Json.GetProperty("ok").GetBoolean().ShouldBeFalse();
            answer.Json.GetProperty("error").GetString().ShouldBe(error);
        }
    }

    [Theory]
    [InlineData("/uon/webhook", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task What_is_no_text_is_no_error_of_ours(string? path, HttpStatusCode status)
    {
        const string half = """{"uon_id":50001,"type_id":3,"client_id":7,"client":{"u_surname":"Иванова","u_name":"\ud800","u_phone":"+375297003134"}}""";
        const string zero = "uon_id=50001&type_id=3&client_id=7&client[u_surname]=Ивано%00ва&client[u_phone]=+375297003134";

        var json = await _app.Api.PostAsync(path ?? _app.WebhookPath(), half);
        var form = await _app.PostAsync(zero, path ?? _app.WebhookPath());

        (json.Status, form.Status).ShouldBe((status, status));
        if (status == HttpStatusCode.OK)
            (await RowsAsync()).ShouldHaveSingleItem().ShouldStartWith("+375297003134 Иванова ");
    }

    [Fact]
    public async Task A_company_that_a_message_leaves_out_stays_and_a_new_one_reaches_every_row()
    {
        var client = _app.Account.AddUser(("u_type", "2"), ("u_company", "Старое"), ("u_surname", "Иванова"), ("u_phone", "+375297003134"), ("u_phone_home", "+375296254070"));
        var message = $"uon_id=50001&type_id=4&client_id={client.Id}";
        await _app.PostAsync(message);
        client.Fields["u_company"] = "Новое";
        client.Fields.Remove("u_phone_home");

        await _app.PostAsync($"{message}&client[u_surname]=Петрова&client[u_phone]=+375297003134");

        (await _app.Api.Database.QueryAsync<string>("SELECT phone_e164 || ' ' || enterprise_name FROM customers ORDER BY phone_e164"))
            .ShouldBe(["+375296254070 Новое", "+375297003134 Новое"]);
    }

    [Fact]
    public async Task Numbers_are_read_as_they_are_written_at_home()
    {
        // The enterprise's country is Belarus, the program's Russia.
        await _app.PostAsync("uon_id=50001&type_id=3&client_id=7&client[u_surname]=Иванова&client[u_phone]=80297003134");

        (await RowsAsync()).ShouldHaveSingleItem().ShouldStartWith("+375297003134 ");
    }

    [Fact]
    public async Task While_U_ON_can_not_say_who_the_client_is_it_is_asked_to_come_again()
    {
        _app.Stub.Suffer(VendorTrouble.Unavailable);

        var answer = await _app.PostAsync("uon_id=50001&type_id=4&client_id=7");

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private static string Changed(string firstName, string phones) =>
        $"uon_id=50001&type_id=4&user_id=2&client_id=7&client[u_id]=7&client[u_surname]=Тестирование&client[u_name]={firstName}&client[u_sname]=Редактирование&{phones}";

    private async Task<IReadOnlyList<string>> RowsAsync() => await _app.Api.Database.QueryAsync<string>("""
        SELECT phone_e164 || ' ' || COALESCE(last_name, '') || ' ' || COALESCE(first_name, '') || ' ' || COALESCE(middle_name, '') || ' ' || (meta->'ids'->'uon')::text
            || ' ' || (meta->>'person_uid')
        FROM customers WHERE enterprise_number = '0367' ORDER BY phone_e164
        """);
}
