using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.MoySklad;
using Xunit.Abstractions;

namespace CallControl.Crm.Tests.MoySklad;

/// <summary>What goes over the wire for calls.</summary>
public sealed class CallRequestsTests(ITestOutputHelper output) : MoySkladTest
{
    [Fact]
    public async Task An_incoming_call_takes_four_requests_and_four_for_its_new_client()
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Whole(call));

        Write();
        Asked.ShouldBe([
            "GET /api/remap/1.2/entity/counterparty 200", // by digits
            "GET /api/remap/1.2/entity/counterparty 200", // by the ways people group them
            "GET /api/remap/1.2/entity/counterparty 200",
            "POST /api/remap/1.2/entity/counterparty 200",
            "POST /api/phone/1.0/call 200",
            $"PUT /api/phone/1.0/call/{OnlyCall().Id} 200",
            $"PUT /api/phone/1.0/call/{OnlyCall().Id} 200",
            $"PUT /api/phone/1.0/call/{OnlyCall().Id} 200",
        ]);
        var made = Bodies("POST", "/call").Single();
        made["startTime"]!.GetValue<string>().ShouldBe("2026-01-15 10:00:00.000");
        made["number"]!.GetValue<string>().ShouldBe("+375290000001");
        made["extension"].ShouldBeNull();
        made["counterparty"]!["href"]!.GetValue<string>().ShouldEndWith(Account.Counterparties.Single().Id);
        OnlyCall().EndTime.ShouldBe("2026-01-15 10:01:35.000");
        OnlyCall().Events.Select(happened => $"{happened.Sequence} {happened.Type} {happened.Extension}").ShouldBe(["1 SHOW 101", "2 STARTTIME 101", "3 HIDE_ALL "]);
        OnlyCall().Comment.ShouldBe("Линия +375170000001. Разговор 1 мин 27 с, ожидание 8 с");
        Lab.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_outgoing_call_is_its_callers_from_the_start()
    {
        Lab.AddClient("a", Calls.Client, "Sample Ltd", "102");

        await TellAsync(Open(), Calls.Whole(Calls.New(CallDirection.Outgoing)));

        Write();
        var made = Bodies("POST", "/call").Single();
        made["isIncoming"]!.GetValue<bool>().ShouldBeFalse();
        made["extension"]!.GetValue<string>().ShouldBe("101");
        OnlyCall().Events.Select(happened => $"{happened.Type} {happened.Extension}").ShouldBe(["SHOW 101", "STARTTIME 101", "HIDE_ALL "]);
    }

    [Fact]
    public async Task Destinations_that_ring_one_by_one_keep_their_cards_until_one_answers()
    {
        var adapter = Open();
        var call = Calls.New();

        await TellAsync(adapter, Calls.Ringing(call, "101"), Calls.Ringing(call, "102"), Calls.Answered(call, "102"));

        OnlyCall().Events.Select(happened => $"{happened.Sequence} {happened.Type} {happened.Extension}")
            .ShouldBe(["1 SHOW 101", "2 SHOW 102", "3 HIDE 101", "4 STARTTIME 102"]);
    }

    [Fact]
    public async Task The_clients_manager_sees_the_card_too_until_somebody_else_answers()
    {
        Lab.AddClient("a", Calls.Client, "Sample Ltd", "102");
        var adapter = Open();
        var call = Calls.New();

        await TellAsync(adapter, Calls.Ringing(call, "101"));
        var ringing = OnlyCall().Screens;
        await TellAsync(adapter, Calls.Answered(call, "101"));

        ringing.ShouldBe(["101", "102"]);
        OnlyCall().Screens.ShouldBe(["101"]);
    }

    [Fact]
    public async Task When_an_outside_phone_rings_the_manager_whom_MoySklad_knows_sees_the_card()
    {
        Lab.AddClient("a", Calls.Client, "Sample Ltd", "102");
        var call = Calls.New();
        var outside = new CallRinging(Guid.NewGuid(), call, Calls.Start, false, [new CallParty(null, PhoneNumber.Parse("+375290000009"))]);

        await TellAsync(Open(settings => settings["api_token"] = ""), outside);

        Asked.ShouldBe(["POST /api/phone/1.0/call 200", $"POST /api/phone/1.0/call/{OnlyCall().Id}/event 204"]);
        OnlyCall().Screens.ShouldBe(["102"]);
    }

    [Fact]
    public async Task An_employee_who_is_not_mapped_gets_no_card_and_keeps_his_call()
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Ringing(call, "103"), Calls.Answered(call, "103"), Calls.Ended(call, "103"));

        OnlyCall().Events.ShouldBeEmpty();
        OnlyCall().Extension.ShouldBe("103");
    }

    [Fact]
    public async Task An_extension_that_MoySklad_refuses_does_not_cost_the_record()
    {
        Account.RefusesUnknownExtensions = true;
        var call = Calls.New();

        await TellAsync(
            Open(settings => settings["employee_mapping"] = new JsonObject()),
            Calls.Ringing(call, "103"), Calls.Answered(call, "103"), Calls.Ended(call, "103"), Calls.Recording(call));

        OnlyCall().Extension.ShouldBeNull();
        OnlyCall().EndTime.ShouldNotBeNull();
        OnlyCall().RecordUrl.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_extension_that_MoySklad_refuses_costs_nobody_else_his_card_and_the_one_who_answers_is_named()
    {
        Account.RefusesUnknownExtensions = true;
        var adapter = Open(settings => settings["employee_mapping"] = new JsonObject());
        var call = Calls.New();
        var both = new CallRinging(Guid.NewGuid(), call, Calls.Start, false, [new CallParty("103", null), new CallParty("101", null), new CallParty("102", null)]);

        await TellAsync(adapter, both);
        var ringing = OnlyCall().Screens;
        await TellAsync(adapter, Calls.Answered(call, "101"), Calls.Ended(call, "101"));

        ringing.ShouldBe(["101", "102"]);
        OnlyCall().Extension.ShouldBe("101");
        OnlyCall().Events.Select(happened => $"{happened.Type} {happened.Extension}").ShouldBe(["SHOW 101", "SHOW 102", "HIDE 102", "STARTTIME 101", "HIDE_ALL "]);
    }

    [Fact]
    public async Task A_card_that_was_refused_does_not_count_as_shown()
    {
        Account.RefusesUnknownExtensions = true;
        var adapter = Open(settings => settings["employee_mapping"] = new JsonObject());
        var call = Calls.New();

        await TellAsync(adapter, Calls.Ringing(call, "103"));
        Account.Employ("103", "Late L.");
        await TellAsync(adapter, new CallRinging(Guid.NewGuid(), call, Calls.Start, false, [new CallParty("103", null)]));

        OnlyCall().Screens.ShouldBe(["103"]);
    }

    [Fact]
    public async Task An_unknown_caller_of_an_outgoing_call_does_not_take_the_place_of_the_one_who_talked()
    {
        Account.RefusesUnknownExtensions = true;
        var call = Calls.New(CallDirection.Outgoing);

        await TellAsync(Open(), Calls.Ringing(call, "103"), Calls.Answered(call, "101"), Calls.Ended(call, "101"));

        OnlyCall().Extension.ShouldBe("101");
    }

    [Fact]
    public async Task A_call_that_is_in_use_at_MoySklad_is_told_again()
    {
        Lab.Stub.Suffer(VendorTrouble.InUse, only: request => request.Path.EndsWith("/call", StringComparison.Ordinal));

        var failure = await Should.ThrowAsync<CrmException>(() => TellAsync(Open(), Calls.Ringing(Calls.New(), "101")));

        failure.IsTransient.ShouldBeTrue();
        Bodies("POST", "/call").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_recording_that_has_no_address_outside_is_not_told()
    {
        var call = Calls.New();
        var adapter = Open();
        await TellAsync(adapter, Calls.Ended(call, "101"));

        await TellAsync(adapter, Calls.Recording(call) with { Link = new Uri("/recordings/x.mp3", UriKind.Relative) }, Calls.Recording(call));

        OnlyCall().RecordUrl.ShouldHaveSingleItem().ShouldStartWith("https://");
    }

    [Theory]
    [InlineData(VendorTrouble.Down)]
    [InlineData(VendorTrouble.Unauthorized)]
    [InlineData(VendorTrouble.TooMany)]
    public async Task Trouble_with_clients_does_not_hold_back_the_card(VendorTrouble trouble)
    {
        Lab.Stub.Suffer(trouble, only: MoySkladStub.IsRemap);

        await TellAsync(Open(), Calls.Ringing(Calls.New(), "101"));

        OnlyCall().Screens.ShouldBe(["101"]);
    }

    [Fact]
    public async Task A_client_who_could_not_be_made_while_it_rang_is_made_at_the_end()
    {
        var call = Calls.New();
        Lab.Stub.Suffer(VendorTrouble.Slow, only: MoySkladStub.IsRemap);
        var impatient = new MoySkladVendor(MoySkladTimings.Default with { Client = TimeSpan.FromMilliseconds(200) });
        await TellAsync(impatient.Create(Configure(), Parts), Calls.Ringing(call, "101"), Calls.Answered(call, "101"));
        var before = Account.Counterparties.Count;
        Lab.Stub.Recover();

        await TellAsync(Open(), Calls.Ended(call, "101"));

        before.ShouldBe(0);
        Account.Counterparties.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_call_is_recorded_before_its_client_is_waited_for()
    {
        var call = Calls.New();
        Lab.Stub.Suffer(VendorTrouble.Down, only: MoySkladStub.IsRemap);

        var failure = await Should.ThrowAsync<CrmException>(() => TellAsync(Open(), Calls.Ended(call, "101", recovered: true)));

        failure.IsTransient.ShouldBeTrue();
        OnlyCall().EndTime.ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_rights_to_clients_calls_are_recorded()
    {
        Account.HasRights = false;

        await TellAsync(Open(), Calls.Whole(Calls.New()));

        OnlyCall().EndTime.ShouldNotBeNull();
        Account.IsLockedOut.ShouldBeFalse();
    }

    [Fact]
    public async Task A_record_that_was_made_by_nobody_knows_whom_is_found_by_our_id()
    {
        var call = Calls.New();
        await TellAsync(Open(), Calls.Ringing(call, "101"));
        using var forgetful = new TestParts();

        await Lab.Vendor.Create(Configure(), forgetful.Parts).HandleAsync(Calls.Ended(call, "101"), CancellationToken.None);

        OnlyCall().EndTime.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_card_that_was_on_when_everything_stopped_is_taken_off_by_the_recovered_end()
    {
        var call = Calls.New();
        await TellAsync(Open(), Calls.Ringing(call, "101"));

        await TellAsync(Open(), Calls.Ended(call, "101", recovered: true));

        OnlyCall().Screens.ShouldBeEmpty();
    }

    private void Write()
    {
        foreach (var entry in Lab.Stub.Journal)
            output.WriteLine(entry.ToString());
    }
}
