using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.UonTravel;
using Xunit.Abstractions;

namespace CallControl.Crm.Tests.UonTravel;

/// <summary>What goes over the wire for calls.</summary>
public sealed class CallRequestsTests(ITestOutputHelper output) : UonTravelTest
{
    [Fact]
    public async Task An_unknown_caller_becomes_a_client_with_a_lead_and_both_get_the_manager_who_answers()
    {
        await TellAsync(Open(Leads("if_no_open", noLeads: 5)), Calls.Whole(Calls.New()));

        Write();
        var (client, lead) = (Account.Users.ShouldHaveSingleItem(), Account.Leads.ShouldHaveSingleItem());
        Asked.ShouldBe([
            "GET user/phone/375290000001 404",
            "POST user/create 200",
            "POST notification/create 200",
            "POST lead/create 200", // without a search: somebody new has none
            "POST call_history/create 200",
            "GET user/phone/375290000001 200",
            $"POST user/update/{client.Id} 200",
            $"GET lead-by-client/{client.Id}/1 200",
            $"POST request/update/{lead.Id} 200",
        ]);
        client.Fields["u_name"].ShouldBe("+375290000001");
        client.Manager.ShouldBe("2");
        (lead.Manager, lead.StatusId, lead.Source, lead.Date).ShouldBe(("2", "5", "Входящий звонок", "2026-01-15 07:00:00"));
        Lab.Stub.Journal.Single(entry => entry.Request.Path.EndsWith("lead/create.json", StringComparison.Ordinal)).Request.Body.ShouldNotContain("r_u_id");
        Account.Calls.ShouldHaveSingleItem().ShouldBe(new Dictionary<string, string>
        {
            ["phone"] = "375290000001",
            ["start"] = "2026-01-15 07:00:00",
            ["direction"] = "2",
            ["duration"] = "95",
            ["manager_id"] = "2",
            ["record_link"] = Account.Calls[0]["record_link"],
            ["note"] = "Линия +375170000001. Разговор 1:27, ожидание 0:08",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task An_outgoing_call_to_a_known_client_leaves_his_manager_and_takes_leads_that_nobody_has()
    {
        var client = Account.AddUser(("u_surname", "Sample"), ("u_phone_mobile", "+375290000001"), ("u_manager_id", "4"));
        var (free, taken) = (Account.AddLead(client, "2"), Account.AddLead(client, "7", manager: "4"));

        await TellAsync(Open(), Calls.Whole(Calls.New(CallDirection.Outgoing)));

        Write();
        Asked.ShouldBe([
            "GET user/phone/375290000001 200",
            $"GET lead-by-client/{client.Id}/1 200",
            "GET status_lead 200",
            $"GET call_history_by_user/{client.Id}/1 404",
            "POST notification/create 200",
            "POST call_history/create 200",
            "GET user/phone/375290000001 200",
            $"GET lead-by-client/{client.Id}/1 200",
            $"POST request/update/{free.Id} 200",
        ]);
        (client.Manager, free.Manager, taken.Manager).ShouldBe(("4", "2", "4"));
        Account.Calls.ShouldHaveSingleItem()["direction"].ShouldBe("1");
        Account.PopUps.ShouldHaveSingleItem().Manager.ShouldBe("2");
    }

    [Fact]
    public async Task A_missed_call_is_recorded_with_no_duration_and_gives_nobody_a_manager()
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Ringing(call, "101"), Calls.Ended(call, "101", CallResult.NoAnswer));

        Account.Calls.ShouldHaveSingleItem()["duration"].ShouldBe("0");
        Account.Calls[0]["note"].ShouldEndWith("Пропущен, ожидание 0:08");
        Account.Users.ShouldHaveSingleItem().Manager.ShouldBeNull();
    }

    [Fact]
    public async Task With_logging_switched_off_the_history_stays_empty_and_the_manager_is_attached()
    {
        await TellAsync(Open(settings => settings["log_calls"] = false), Calls.Whole(Calls.New()));

        Account.Calls.ShouldBeEmpty();
        Account.Users.ShouldHaveSingleItem().Manager.ShouldBe("2");
    }

    [Fact]
    public async Task Recovered_calls_of_one_number_ask_for_it_once_and_touch_no_leads()
    {
        var adapter = Open(Leads("if_no_open"));

        for (var i = 0; i < 5; i++)
        {
            var call = Calls.New() with { StartedAt = Calls.Start.AddMinutes(-i) };
            await TellAsync(adapter, Calls.Ended(call, "101", recovered: true), Calls.Recording(call, recovered: true));
            await adapter.FindNamesAsync(Calls.Client, CancellationToken.None);
        }

        Asked.ShouldBe(["GET user/phone/375290000001 404", "POST user/create 200", .. Enumerable.Repeat("POST call_history/create 200", 5)]);
        Account.Calls.ShouldAllBe(call => call.ContainsKey("record_link"));
    }

    [Fact]
    public async Task What_U_ON_refuses_of_a_client_does_not_cost_the_record()
    {
        Account.Refused.Add("user/create");

        await TellAsync(Open(), Calls.Whole(Calls.New()));

        Account.Calls.Count.ShouldBe(1);
        Account.PopUps.ShouldHaveSingleItem().Text.ShouldBe("Входящий звонок: +375290000001\nЛиния: +375170000001\nМенеджер: 101");
    }

    [Fact]
    public async Task A_record_that_U_ON_refuses_costs_neither_the_lead_nor_the_manager()
    {
        Account.Refused.Add("call_history/create");
        var call = Calls.New();

        var refusal = await Should.ThrowAsync<CrmException>(() => TellAsync(Open(Leads("if_no_open")), Calls.Ended(call, "101")));

        (refusal.IsTransient, refusal.Code).ShouldBe((false, "400"));
        Account.Users.ShouldHaveSingleItem().Manager.ShouldBe("2");
        Account.Leads.ShouldHaveSingleItem().Manager.ShouldBe("2");
    }

    [Fact]
    public async Task A_call_of_an_employee_who_is_gone_from_U_ON_is_recorded_without_him()
    {
        Account.Managers.RemoveAll(manager => manager.Id == "2");

        await TellAsync(Open(Leads("if_no_open")), Calls.Whole(Calls.New()));

        Account.Calls.ShouldHaveSingleItem().ShouldNotContainKey("manager_id");
        Account.Calls[0].ShouldContainKey("record_link");
        Account.Leads.ShouldHaveSingleItem().Manager.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_whose_answer_was_lost_is_found_in_a_long_history_in_either_order(bool oldestFirst)
    {
        Account.ListsOldestFirst = oldestFirst;
        // Over three pages, the last of them short.
        AddOldCalls(250);
        var adapter = Open();
        var call = Calls.New();
        Lab.Stub.Suffer(VendorTrouble.AnswerLost, only: request => UonStub.MethodOf(request) == "call_history/create");
        await Should.ThrowAsync<CrmException>(() => TellAsync(adapter, Calls.Ended(call, "101")));
        Lab.Stub.Recover();
        // The others go on talking, so that the row is on no first page when it is looked for.
        for (var i = 0; i < 110; i++)
            Account.Calls.Add(Row(Calls.Start.AddMinutes(i + 1).DateTime));

        await TellAsync(adapter, Calls.Ended(call, "101"));

        Account.Calls.Count(row => row["phone"] == "375290000001").ShouldBe(1);
    }

    [Fact]
    public async Task A_live_calls_names_are_those_of_now()
    {
        var client = Account.AddUser(("u_surname", "Before"), ("u_phone", "375290000001"));
        var adapter = Open();
        var call = Calls.New();
        await TellAsync(adapter, Calls.Ringing(call, "101"), Calls.Ended(call, "101", CallResult.NoAnswer));
        client.Fields["u_surname"] = "After";

        var names = await adapter.FindNamesAsync(Calls.Client, CancellationToken.None);

        names.ShouldHaveSingleItem().LastName.ShouldBe("After");
    }

    [Fact]
    public async Task Requests_keep_to_eight_in_a_second()
    {
        var adapter = Open();
        var from = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 25).Select(n => adapter.FindCustomerAsync(PhoneNumber.Parse($"+3752900000{n:00}"), CancellationToken.None)));

        Lab.Stub.Journal.Count.ShouldBe(25);
        TimeProvider.System.GetElapsedTime(from).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(3)); // 8 + 8 + 8 + 1
    }

    private void AddOldCalls(int count) => Account.Calls.AddRange(Enumerable.Range(0, count).Select(i => Row(Calls.Start.AddDays(-2).AddMinutes(i).DateTime)));

    private static Dictionary<string, string> Row(DateTime start) => new()
    {
        ["phone"] = "375290000009",
        ["start"] = start.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["direction"] = "2",
        ["duration"] = "60",
    };

    private void Write()
    {
        foreach (var entry in Lab.Stub.Journal)
            output.WriteLine(Uri.UnescapeDataString(entry.ToString()));
    }
}
