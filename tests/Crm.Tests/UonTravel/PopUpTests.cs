using System.Globalization;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.Crm.UonTravel;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.Crm.Tests.UonTravel;

public sealed class PopUpTests : UonTravelTest
{
    [Fact]
    public async Task A_person_is_linked_and_his_open_leads_and_last_calls_are_named()
    {
        var client = Account.AddUser(("u_surname", "Иванов"), ("u_name", "Иван"), ("u_sname", "Петрович"), ("u_phone", "375290000001"));
        Account.AddLead(client, "2");
        Account.AddLead(client, "7");
        for (var day = 10; day < 14; day++)
            Account.Calls.Add(new() { ["phone"] = "375290000001", ["start"] = $"2026-01-{day} 09:00:00", ["direction"] = "2", ["duration"] = day == 12 ? "0" : "95" });

        await TellAsync(Open(), Calls.Ringing(Calls.New(), "101"));

        Text().ShouldBe([
            "📞 <b>Входящий звонок</b>",
            $"""👤 <a href="https://id50001.u-on.ru/client_edit.php?client_id={client.Id}" target="_blank">Иванов Иван Петрович</a>""",
            "📱 +375290000001",
            "🏢 Линия: +375170000001",
            "👨‍💼 Менеджер: 101",
            "⏰ 07:00:01",
            $"📋 Обращения: №{Account.Leads[0].Id} Думает по предложению",
            "🕘 Последние звонки: 13.01 09:00 вх. 1:35, 12.01 09:00 вх. без ответа, 11.01 09:00 вх. 1:35",
        ]);
    }

    [Fact]
    public async Task An_unknown_number_can_be_made_a_client_by_a_click()
    {
        await TellAsync(Open(NoClients), Calls.Ringing(Calls.New(), "101"));

        Text().ShouldBe([
            "📞 <b>Входящий звонок</b>", "❓ Неизвестный клиент", "📱 +375290000001", "🏢 Линия: +375170000001", "👨‍💼 Менеджер: 101", "⏰ 07:00:01",
            """<a href="https://id50001.u-on.ru/client_edit.php?phone=375290000001" target="_blank">Создать клиента</a>""",
        ]);
    }

    [Fact]
    public async Task A_company_comes_before_its_contact_and_nothing_that_was_typed_is_HTML()
    {
        var client = Account.AddUser(
            ("u_type", "2"), ("u_company", "ООО \"Рога & Копыта\""), ("u_surname", "<script>alert(1)</script>"), ("u_phone", "375290000001"));

        await TellAsync(Open(), Calls.Ringing(Calls.New(), "101"));

        Text()[1].ShouldBe($"""🏢 <a href="https://id50001.u-on.ru/client_edit.php?client_id={client.Id}" target="_blank">ООО &quot;Рога &amp; Копыта&quot;</a>""");
        Text()[2].ShouldBe("👤 &lt;script&gt;alert(1)&lt;/script&gt; (контакт)");
    }

    [Fact]
    public async Task When_U_ON_can_not_say_who_calls_the_pop_up_is_basic_and_the_rest_comes_with_the_next_attempt()
    {
        var adapter = Open();
        var call = Calls.New();
        Lab.Stub.Suffer(VendorTrouble.Unavailable, only: request => UonStub.MethodOf(request).StartsWith("user/", StringComparison.Ordinal));
        (await Should.ThrowAsync<CrmException>(() => TellAsync(adapter, Calls.Ringing(call, "101")))).IsTransient.ShouldBeTrue();
        Lab.Stub.Recover();

        await TellAsync(adapter, Calls.Ringing(call, "101"));

        Account.PopUps.ShouldHaveSingleItem().Text.ShouldStartWith("Входящий звонок: +375290000001\n");
        Account.Users.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_calls_are_the_last_in_whichever_order_U_ON_lists_them(bool oldestFirst)
    {
        Account.ListsOldestFirst = oldestFirst;
        KnownClient();
        // Three pages, with a single call on the last.
        var first = new DateTime(2026, 1, 1, 9, 0, 0, DateTimeKind.Unspecified);
        for (var i = 0; i < 201; i++)
            Account.Calls.Add(new() { ["phone"] = "375290000001", ["start"] = first.AddMinutes(i).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), ["direction"] = "2", ["duration"] = "95" });

        await TellAsync(Open(), Calls.Ringing(Calls.New(), "101"));

        Text()[^1].ShouldBe("🕘 Последние звонки: 01.01 12:20 вх. 1:35, 01.01 12:19 вх. 1:35, 01.01 12:18 вх. 1:35");
    }

    [Fact]
    public async Task A_client_whom_U_ON_is_slow_to_make_is_made_once_and_his_pop_up_does_not_wait()
    {
        var card = TimeSpan.FromMilliseconds(100);
        var hasty = new UonTravelVendor(new(TimeSpan.FromSeconds(30), card, TimeSpan.FromMilliseconds(40)));
        Lab.Stub.Slowness = card * 8;
        Lab.Stub.Suffer(VendorTrouble.Late, only: request => UonStub.MethodOf(request) == "user/create");

        await TellAsync(hasty.Create(Configure(Leads("if_no_open")), Parts), Calls.Ringing(Calls.New(), "101"));

        Account.PopUps.ShouldHaveSingleItem().Text.ShouldStartWith("Входящий звонок: ");
        Account.Users.ShouldHaveSingleItem();
        Account.Leads.ShouldHaveSingleItem();
        Asked.Count(one => one == "POST user/create 200").ShouldBe(1);
    }

    [Fact]
    public async Task Enrichment_can_be_switched_off()
    {
        KnownClient();

        await TellAsync(Open(settings => settings["notifications"] = new JsonObject { ["enriched"] = false }), Calls.Ringing(Calls.New(), "101"));

        Account.PopUps.ShouldHaveSingleItem().Text.ShouldBe("Входящий звонок: +375290000001\nЛиния: +375170000001\nМенеджер: 101");
    }

    [Fact]
    public async Task A_phone_that_is_no_managers_gets_none_and_costs_no_questions()
    {
        KnownClient();

        await TellAsync(Open(), Calls.Ringing(Calls.New(), "199"));

        Account.PopUps.ShouldBeEmpty();
        Asked.ShouldBe(["GET user/phone/375290000001 200"]);
    }

    [Fact]
    public async Task A_manager_who_left_does_not_cost_the_others_their_pop_up()
    {
        Account.Managers.RemoveAll(manager => manager.Id == "2");

        await TellAsync(Open(), Calls.Ringing(Calls.New(), "101", "102"));

        Account.PopUps.ShouldHaveSingleItem().Manager.ShouldBe("4");
    }

    [Fact]
    public async Task A_hidden_number_is_said_to_be_hidden()
    {
        await TellAsync(Open(), Calls.Ringing(Calls.New() with { Client = null }, "101"));

        Text().ShouldContain("📱 Номер скрыт");
        Asked.ShouldBe(["POST notification/create 200"]);
    }

    private static void NoClients(JsonObject settings) => settings["incoming_call_actions"] = new JsonObject { ["create_client_on_call"] = false };

    private void KnownClient() => Account.AddUser(("u_name", "Ira"), ("u_phone", "375290000001"));

    private string[] Text() => Account.PopUps.ShouldHaveSingleItem().Text.Split("<br>");
}
