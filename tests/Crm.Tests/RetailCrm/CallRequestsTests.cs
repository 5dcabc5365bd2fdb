using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;

namespace CallControl.Crm.Tests.RetailCrm;

public sealed class CallRequestsTests : RetailCrmTest
{
    [Fact]
    public async Task An_incoming_call_is_told_in_this_order()
    {
        Lab.AddClient("a", Calls.Client, "Ira", "102");
        var call = Calls.New();

        await TellAsync(Open(), Calls.Whole(call));

        Asked.ShouldBe(
        [
            "GET customers", "GET telephony/manager", "POST telephony/call/event", // rings; at the manager's too
            "POST telephony/call/event", // answered: gone from the manager's screen
            "POST telephony/call/event", "POST telephony/calls/upload", // over
        ]);
        Posted("telephony/call/event", "event").Select(happened => happened.ToJsonString()).ShouldBe(
        [
            $$"""{"phone":"\u002B375290000001","type":"in","codes":["101","102"],"callExternalId":"{{call.Id}}","externalPhone":"\u002B375170000001"}""",
            $$"""{"phone":"\u002B375290000001","type":"hangup","codes":["102"],"callExternalId":"{{call.Id}}","hangupStatus":"answered","externalPhone":"\u002B375170000001"}""",
            $$"""{"phone":"\u002B375290000001","type":"hangup","codes":["101"],"callExternalId":"{{call.Id}}","hangupStatus":"answered","externalPhone":"\u002B375170000001"}""",
        ]);
        var uploaded = Account.Calls.ShouldHaveSingleItem();
        uploaded.ExternalId.ShouldBe(call.Id.ToString());
        (uploaded.Text("date"), uploaded.Text("type"), uploaded.Text("result"), uploaded.Text("code")).ShouldBe(("2026-01-15 07:00:00", "in", "answered", "101"));
        (uploaded.Number("duration"), uploaded.Number("durationWaiting")).ShouldBe((87, 8));
        uploaded.Text("recordUrl").ShouldStartWith("https://pbx.example.com/rec/");
    }

    [Fact]
    public async Task An_outgoing_call_is_told_in_this_order_and_its_new_client_belongs_to_who_calls()
    {
        await TellAsync(Open(), Calls.Whole(Calls.New(CallDirection.Outgoing)));

        Asked.ShouldBe(
        [
            "GET customers", "GET customers", "POST customers/create", "POST telephony/call/event",
            "POST telephony/call/event", "POST telephony/calls/upload",
        ]);
        Account.Events.Select(happened => happened.Type).ShouldBe(["out", "hangup"]);
        var client = Account.Customers.ShouldHaveSingleItem();
        client.ManagerId.ShouldBe(Lab.User("101").Id);
        client.Tags.ShouldBe(["Создан автоматически"]);
        Account.Calls.ShouldHaveSingleItem().Text("type").ShouldBe("out");
    }

    [Theory]
    [InlineData(CallResult.Answered, "answered", "answered")]
    [InlineData(CallResult.NoAnswer, "no answered", "no answer")]
    [InlineData(CallResult.Busy, "busy", "busy")]
    [InlineData(CallResult.Refused, "busy", "busy")]
    [InlineData(CallResult.Cancelled, "cancel", "no answer")]
    [InlineData(CallResult.Failed, "failed", "failed")]
    public async Task A_result_has_one_word_in_events_and_another_in_uploads(CallResult result, string hangup, string upload)
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Ringing(call, "101"), Calls.Ended(call, "101", result));

        Account.Events[^1].HangupStatus.ShouldBe(hangup);
        Account.Calls.ShouldHaveSingleItem().Text("result").ShouldBe(upload);
    }

    [Fact]
    public async Task A_call_that_reached_nobody_is_recorded_at_who_rang_last()
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Ringing(call, "102"), Calls.Ringing(call, "101"), Calls.Ended(call, null, CallResult.Cancelled));

        Account.Calls.ShouldHaveSingleItem().Text("code").ShouldBe("101");
    }

    [Fact]
    public async Task A_recovered_call_is_uploaded_and_nothing_else_is_told()
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Ended(call, "101", recovered: true), Calls.Recording(call, recovered: true));

        Account.Events.ShouldBeEmpty();
        Account.Calls.ShouldHaveSingleItem().Text("recordUrl").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_manager_who_is_away_has_no_pop_up_unless_status_is_ignored()
    {
        Lab.AddClient("a", Calls.Client, "Ira", "102");
        Lab.User("102").Status = "dinner";

        await TellAsync(Open(), Calls.Ringing(Calls.New(), "101"));
        var shown = Lab.ShownTo("a");
        await TellAsync(Open(settings => settings["notifications"]!["ignore_status"] = true), Calls.Ringing(Calls.New(), "101"));

        shown.ShouldBe(["101"]);
        Lab.ShownTo("a").ShouldBe(["101", "102"]);
    }

    [Fact]
    public async Task A_number_of_a_store_names_it_in_events_calls_and_clients()
    {
        Account.Sites.Add("second-shop");
        var call = Calls.New();

        await TellAsync(
            Open(settings =>
            {
                settings["site"] = "main-shop";
                settings["external_phones"] = new JsonObject { [Calls.Line.ToString()] = "second-shop" };
            }),
            Calls.Whole(call));

        Posted("telephony/call/event", "event")[0]["site"]!.GetValue<string>().ShouldBe("second-shop");
        Account.Calls.ShouldHaveSingleItem().Text("site").ShouldBe("second-shop");
        Account.Customers.ShouldHaveSingleItem().Site.ShouldBe("second-shop");
    }

    [Fact]
    public async Task A_call_begins_by_the_enterprises_clock()
    {
        var account = Configure() with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Minsk") };

        await TellAsync(Lab.Vendor.Create(account, Parts), Calls.Ended(Calls.New(), "101"));

        Account.Calls.ShouldHaveSingleItem().Text("date").ShouldBe("2026-01-15 10:00:00");
    }

    [Fact]
    public async Task A_hang_up_that_RetailCRM_does_not_take_holds_back_no_record_and_is_told_again_while_it_matters()
    {
        var (old, fresh) = (Calls.New(), Calls.New());
        var ended = Calls.Ended(fresh, "101") with { At = TimeProvider.System.GetUtcNow() };
        await TellAsync(Open(), Calls.Ringing(old, "101"), Calls.Ringing(fresh, "101"));
        Lab.Stub.Suffer(VendorTrouble.Unavailable, request => request.Path.EndsWith("/call/event", StringComparison.Ordinal));

        await TellAsync(Open(), Calls.Ended(old, "101"));
        var failure = await Should.ThrowAsync<CrmException>(() => TellAsync(Open(), ended));
        var recorded = Account.Calls.Count;
        Lab.Stub.Recover();
        await TellAsync(Open(), ended);

        recorded.ShouldBe(2);
        failure.IsTransient.ShouldBeTrue();
        Account.Calls.Count.ShouldBe(2);
        Account.Screens(fresh.Id.ToString()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("102", "102")]
    [InlineData(null, "101")]
    [InlineData("199", "101")]
    public async Task A_call_that_rang_no_extension_is_recorded_at_an_employees_also_without_a_mapping(string? employee, string recordedAt)
    {
        var account = Configure(settings => settings["employee_mapping"] = null) with { Employees = employee is null ? [] : [new Employee(employee)] };

        await TellAsync(Lab.Vendor.Create(account, Parts), Calls.Ended(Calls.New(), null, CallResult.Cancelled));

        Account.Calls.ShouldHaveSingleItem().Text("code").ShouldBe(recordedAt);
    }

    [Fact]
    public async Task A_call_at_an_extension_that_RetailCRM_does_not_know_is_recorded_all_the_same()
    {
        await TellAsync(Open(), Calls.Ended(Calls.New(), "199"));

        Account.Calls.ShouldHaveSingleItem().Text("code").ShouldBe("101");
    }

    [Fact]
    public async Task A_link_without_a_host_costs_no_record()
    {
        var call = Calls.New();
        var link = new Uri("/rec/1.mp3", UriKind.Relative);

        await TellAsync(Open(), Calls.Ended(call, "101") with { Recording = link }, Calls.Recording(call) with { Link = link });

        Account.Calls.ShouldHaveSingleItem().Text("recordUrl").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_manager_whose_extension_only_we_know_has_his_pop_up(string? code)
    {
        Lab.AddClient("a", Calls.Client, "Ira", "102");
        Account.ManagersCode = _ => code;

        await TellAsync(Open(), Calls.Ringing(Calls.New(), "101"));

        Lab.ShownTo("a").ShouldBe(["101", "102"]);
    }

    [Fact]
    public async Task An_extension_without_a_number_is_never_sent()
    {
        Lab.AddClient("a", Calls.Client, "Ira", "102");
        Account.ManagersCode = _ => "";

        await TellAsync(Open(settings => settings["employee_mapping"] = null), Calls.Ringing(Calls.New(), "101"));

        Posted("telephony/call/event", "event").ShouldHaveSingleItem()["codes"]!.AsArray().Select(code => code!.GetValue<string>()).ShouldBe(["101"]);
    }

    [Fact]
    public async Task A_recording_nobody_knew_of_is_offered_once_more_and_no_second_record_is_made()
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Ended(call, "101") with { Recording = null }, Calls.Recording(call));

        Posted("telephony/calls/upload", "calls").Count.ShouldBe(2);
        Account.Calls.ShouldHaveSingleItem();
    }
}
