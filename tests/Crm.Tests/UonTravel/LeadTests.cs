using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.Crm.UonTravel;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.UonTravel;

namespace CallControl.Crm.Tests.UonTravel;

public sealed class LeadTests : UonTravelTest
{
    [Theory]
    [InlineData("none", true, true, null)]
    [InlineData("none", false, true, null)]
    [InlineData("none", false, false, null)]
    [InlineData("if_no_open", true, true, null)]
    [InlineData("if_no_open", false, true, "2")]
    [InlineData("if_no_open", false, false, "5")]
    [InlineData("if_no_request", true, true, null)]
    [InlineData("if_no_request", false, true, null)]
    [InlineData("if_no_request", false, false, "5")]
    public async Task The_table_says_when_a_lead_is_made_and_with_which_status(string mode, bool open, bool archived, string? status)
    {
        var client = KnownClient();
        if (open)
            Account.AddLead(client, "1");
        if (archived)
            Account.AddLead(client, "7");
        var before = Account.Leads.Count;

        await TellAsync(Open(Leads(mode, noOpen: 2, noLeads: 5)), Calls.Ringing(Calls.New(), "101"));

        var made = Account.Leads.Skip(before).SingleOrDefault();
        made?.StatusId.ShouldBe(status);
        (made is null).ShouldBe(status is null);
        made?.Manager.ShouldBeNull();
    }

    [Fact]
    public async Task An_open_lead_keeps_its_status_unless_another_is_set()
    {
        var lead = Account.AddLead(KnownClient(), "5");

        await TellAsync(Open(Leads("if_no_open")), Calls.Ringing(Calls.New(), "101"));
        var kept = lead.StatusId;
        await TellAsync(Open(Leads("if_no_open", active: 2)), Calls.Ringing(Calls.New(), "101"));

        (kept, lead.StatusId, Account.Leads.Count).ShouldBe(("5", "2", 1));
    }

    [Fact]
    public async Task Of_several_open_leads_the_latest_changes()
    {
        var client = KnownClient();
        var late = Account.AddLead(client, "5", date: "2026-01-14 10:00:00");
        var early = Account.AddLead(client, "5", date: "2026-01-02 10:00:00");

        await TellAsync(Open(Leads("none", active: 2)), Calls.Ringing(Calls.New(), "101"));

        (late.StatusId, early.StatusId).ShouldBe(("2", "5"));
    }

    [Fact]
    public async Task A_client_with_many_leads_is_read_to_the_last_page()
    {
        var client = KnownClient();
        for (var n = 0; n < 250; n++)
            Account.AddLead(client, "7", manager: "4");
        var open = Account.AddLead(client, "5");

        await TellAsync(Open(Leads("if_no_open", active: 2)), Calls.Whole(Calls.New()));

        (open.StatusId, open.Manager, Account.Leads.Count).ShouldBe(("2", "2", 251));
        Asked.Where(asked => asked.StartsWith("GET lead-by-client", StringComparison.Ordinal)).Take(3)
            .ShouldBe(Enumerable.Range(1, 3).Select(page => $"GET lead-by-client/{client.Id}/{page} 200"));
    }

    [Fact]
    public async Task A_leads_note_names_the_line_where_there_is_one()
    {
        KnownClient();

        await TellAsync(Open(Leads("if_no_open")), Calls.Ringing(Calls.New(), "101"));
        Account.Users.Clear();
        var other = Account.AddUser(("u_phone", "375290000001"));
        await TellAsync(Open(Leads("if_no_open")), Calls.Ringing(Calls.New() with { Line = default }, "101"));

        Account.Leads.Single(lead => lead.ClientId != other.Id).Note.ShouldBe("Входящий звонок +375290000001, линия +375170000001, 2026-01-15 07:00:00");
        Account.Leads.Single(lead => lead.ClientId == other.Id).Note.ShouldBe("Входящий звонок +375290000001, 2026-01-15 07:00:00");
    }

    [Fact]
    public async Task Directions_have_settings_of_their_own()
    {
        KnownClient();

        await TellAsync(Open(Leads("if_no_open", noLeads: 2, actions: "outgoing_call_actions")), Calls.Ringing(Calls.New(), "101"));
        var afterIncoming = Account.Leads.Count;
        await TellAsync(Open(Leads("if_no_open", noLeads: 2, actions: "outgoing_call_actions")), Calls.Ringing(Calls.New(CallDirection.Outgoing), "101"));

        afterIncoming.ShouldBe(0);
        Account.Leads.ShouldHaveSingleItem().Source.ShouldBe("Исходящий звонок");
    }

    [Fact]
    public async Task Somebody_who_rings_two_phones_and_calls_on_two_lines_gets_one_lead()
    {
        var adapter = Open(Leads("if_no_open"));
        var call = Calls.New();

        await Task.WhenAll(TellAsync(adapter, Calls.Ringing(call, "101"), Calls.Ringing(call, "102")), TellAsync(adapter, Calls.Ringing(Calls.New(), "101")));

        Account.Leads.Count.ShouldBe(1);
        Account.Users.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_lines_of_a_stranger_at_two_replicas_make_one_client_with_one_lead()
    {
        // So slow that both replicas have searched before either has made him.
        Lab.Stub.Slowness = TimeSpan.FromMilliseconds(300);
        Lab.Stub.Suffer(VendorTrouble.Late, only: request => UonStub.MethodOf(request) is "user/create" or "lead/create");

        await Task.WhenAll(
            TellAsync(Open(Leads("if_no_open")), Calls.Ringing(Calls.New(), "101")),
            TellAsync(Open(Leads("if_no_open")), Calls.Ringing(Calls.New(), "102")));

        Account.Users.Count.ShouldBe(1);
        Account.Leads.Count.ShouldBe(1);
        Account.PopUps.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_second_line_makes_no_lead_before_U_ON_can_find_the_client_either()
    {
        var needed = TimeSpan.FromMilliseconds(300);
        ((UonStub)Lab.Stub).IndexDelay = needed;
        var patient = new UonTravelVendor(new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), needed + TimeSpan.FromMilliseconds(100)));
        await TellAsync(patient.Create(Configure(), Parts), Calls.Ringing(Calls.New(), "101"));

        await TellAsync(patient.Create(Configure(Leads("if_no_open")), Parts), Calls.Ringing(Calls.New(), "102"));

        Account.Users.Count.ShouldBe(1);
        Account.Leads.Count.ShouldBe(1); // a lead that was made too early is remarked
    }

    [Fact]
    public async Task A_lead_whose_answer_was_lost_is_not_made_twice()
    {
        KnownClient();
        var adapter = Open(Leads("if_no_leads"));
        var call = Calls.New();
        Lab.Stub.Suffer(VendorTrouble.AnswerLost, only: request => UonStub.MethodOf(request) == "lead/create");
        await Should.ThrowAsync<CrmException>(() => TellAsync(adapter, Calls.Ringing(call, "101")));
        Lab.Stub.Recover();

        await TellAsync(adapter, Calls.Ringing(call, "101"), Calls.Ended(call, "101"));

        Account.Leads.ShouldHaveSingleItem().Manager.ShouldBe("2");
        Account.PopUps.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_client_is_left_alone_until_U_ON_can_find_him()
    {
        // Timers may be a millisecond early, and the stand-in counts from another moment.
        var needed = TimeSpan.FromMilliseconds(200);
        ((UonStub)Lab.Stub).IndexDelay = needed;
        var patient = new UonTravelVendor(new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), needed + TimeSpan.FromMilliseconds(100)));
        var from = TimeProvider.System.GetTimestamp();

        await TellAsync(patient.Create(Configure(Leads("if_no_open")), Parts), Calls.Ringing(Calls.New(), "101"));

        TimeProvider.System.GetElapsedTime(from).ShouldBeGreaterThan(needed);
        Account.Leads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_deal_is_the_latest_open_lead_and_the_employee_is_the_mapped_manager()
    {
        var client = KnownClient();
        var adapter = Open();
        Account.AddLead(client, "7", date: "2026-01-14 12:00:00");
        var before = await adapter.FindDealAsync(Calls.Client, CancellationToken.None);
        Account.AddLead(client, "1", date: "2026-01-11 12:00:00");
        var lead = Account.AddLead(client, "5", date: "2026-01-12 12:00:00");

        var deal = await adapter.FindDealAsync(Calls.Client, CancellationToken.None);

        before.ShouldBeNull();
        deal.ShouldBe(new CrmDeal(lead.Id, "5"));
        (adapter.EmployeeIdAt("101"), adapter.EmployeeIdAt("199")).ShouldBe(("2", null));
    }

    private StubUser KnownClient() => Account.AddUser(("u_name", "Ira"), ("u_phone", "375290000001"));
}
