using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.Suite;

public abstract partial class CrmContractSuite
{
    [Fact]
    public async Task An_answered_incoming_call_becomes_one_record_with_its_times_employee_and_recording()
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Whole(call));

        var record = OnlyRecord();
        record.Extension.ShouldBe("101");
        if (Can(CrmCapabilities.CallRecords))
        {
            record.Client.ShouldContain(Calls.Client.Digits);
            record.Incoming.ShouldBeTrue();
            record.StartedAt.ShouldBe(Calls.Start);
            (record.EndedAt ?? Calls.End).ShouldBe(Calls.End);
        }

        record.Recordings.Count.ShouldBe(Can(CrmCapabilities.Recordings) ? 1 : 0);
    }

    [Fact]
    public async Task A_missed_call_is_recorded_and_its_card_is_gone()
    {
        if (!Can(CrmCapabilities.CallRecords))
            return;
        var call = Calls.New();

        await TellAsync(Open(), Calls.Ringing(call, "101", "102"), Calls.Ended(call, "102", CallResult.NoAnswer));

        var record = OnlyRecord();
        record.Incoming.ShouldBeTrue();
        (record.EndedAt ?? Calls.End).ShouldBe(Calls.End);
        lab.Screens("a").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_whose_client_hides_his_number_is_recorded()
    {
        var call = Calls.New() with { Client = null };

        await TellAsync(Open(), Calls.Whole(call));

        OnlyRecord().Extension.ShouldBe("101");
    }

    [Fact]
    public async Task A_card_is_shown_where_the_phone_rings_stays_where_it_was_answered_and_goes_at_the_end()
    {
        if (!Can(CrmCapabilities.PopUp) || !lab.TakesCardsAway)
            return;
        var adapter = Open();
        var call = Calls.New();

        await TellAsync(adapter, Calls.Ringing(call, "101", "102"));
        var ringing = lab.Screens("a");
        await TellAsync(adapter, Calls.Answered(call, "102"));
        var talking = lab.Screens("a");
        await TellAsync(adapter, Calls.Ended(call, "102"));

        ringing.Order().ShouldBe(["101", "102"]);
        talking.ShouldBe(["102"]);
        lab.Screens("a").ShouldBeEmpty();
        OnlyRecord().Extension.ShouldBe("102");
    }

    [Fact]
    public async Task A_card_is_shown_once_to_everybody_whose_phone_rings()
    {
        if (!Can(CrmCapabilities.PopUp))
            return;
        var adapter = Open();
        var call = Calls.New();

        await TellAsync(adapter, Calls.Ringing(call, "101"), Calls.Ringing(call, "102"), Calls.Answered(call, "102"), Calls.Ended(call, "102"));

        lab.ShownTo("a").Order().ShouldBe(["101", "102"]);
    }

    [Fact]
    public async Task An_outgoing_call_shows_its_card_to_its_caller_alone()
    {
        lab.AddClient("a", Calls.Client, "Sample Ltd", "102");
        var call = Calls.New(CallDirection.Outgoing);

        await TellAsync(Open(), Calls.Whole(call));

        var record = OnlyRecord();
        if (Can(CrmCapabilities.CallRecords))
            record.Incoming.ShouldBeFalse();
        record.Extension.ShouldBe("101");
        if (Can(CrmCapabilities.PopUp))
            lab.ShownTo("a").ShouldBe(["101"]);
        lab.Screens("a").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(CallDirection.Incoming)]
    [InlineData(CallDirection.Outgoing)]
    public async Task Without_notifications_no_card_is_shown_and_the_call_is_recorded(CallDirection direction)
    {
        var call = Calls.New(direction);

        await TellAsync(Open(settings: new LabSettings(Cards: false)), Calls.Whole(call));

        OnlyRecord().Extension.ShouldBe("101");
        lab.ShownTo("a").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recovered_call_has_its_record_client_and_recording_but_no_card()
    {
        var call = Calls.New();

        await TellAsync(Open(), Calls.Ended(call, "101", recovered: true), Calls.Recording(call, recovered: true));

        var record = OnlyRecord();
        record.Extension.ShouldBe("101");
        record.Recordings.Count.ShouldBe(Can(CrmCapabilities.Recordings) ? 1 : 0);
        CountClients("a").ShouldBe(Clients);
        lab.ShownTo("a").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recording_that_comes_late_is_attached_once()
    {
        if (!Can(CrmCapabilities.Recordings))
            return;
        var call = Calls.New();
        await TellAsync(Open(), Calls.Ringing(call, "101"), Calls.Answered(call, "101"), Calls.Ended(call, "101"));
        var before = lab.Records("a").SelectMany(record => record.Recordings).ToList();
        var recording = Calls.Recording(call);

        await TellAsync(Open(), recording, recording);

        before.Count.ShouldBe(lab.AddsRecordingsLater ? 0 : 1);
        OnlyRecord().Extension.ShouldBe("101");
        OnlyRecord().Recordings.ShouldBe([recording.Link.AbsoluteUri]);
    }

    [Fact]
    public async Task Two_enterprises_keep_to_their_own_accounts()
    {
        var (callOfA, callOfB) = (Calls.New(), Calls.New(client: PhoneNumber.Parse("+375290000002")));

        await TellAsync(Open("a"), Calls.Whole(callOfA));
        await TellAsync(Open("b"), Calls.Whole(callOfB, "102"));

        OnlyRecord("a").Extension.ShouldBe("101");
        OnlyRecord("b").Extension.ShouldBe("102");
        if (!Can(CrmCapabilities.CallRecords))
            return;
        OnlyRecord("a").Client.ShouldContain(Calls.Client.Digits);
        OnlyRecord("b").Client.ShouldContain("375290000002");
        lab.CountClients("a", callOfB.Client!.Value).ShouldBe(0);
        lab.CountClients("b", Calls.Client).ShouldBe(0);
    }
}
