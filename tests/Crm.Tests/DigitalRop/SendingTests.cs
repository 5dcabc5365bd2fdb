using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Calls;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.DigitalRop;

namespace CallControl.Crm.Tests.DigitalRop;

public sealed class SendingTests : DigitalRopTest
{
    [Theory]
    [InlineData("calls/audio-upload", "json")]
    [InlineData("calls/audio-upload", "form")]
    [InlineData("calls", "json")]
    public async Task A_call_goes_with_its_manager_deal_stage_and_a_sound_that_can_be_decoded(string path, string encoding)
    {
        var recording = Calls.Recording(Calls.New());

        var note = await SendAsync(
            recording,
            settings =>
            {
                settings["ingest_path"] = path;
                settings["encoding"] = encoding;
            },
            new Fellows(new CrmDeal("deal_501", "stage_new")));

        note!.State.ShouldBe(AnalysisState.Sent);
        var call = Account.Calls.ShouldHaveSingleItem();
        call.WasForm.ShouldBe(encoding == "form");
        call.Fields.ShouldBe(
            new Dictionary<string, string>
            {
                ["manager_id"] = "mgr_101",
                ["call_id"] = recording.Call.Id.ToString(),
                ["deal_id"] = "deal_501",
                ["deal_stage_id"] = "stage_new",
                ["audio_url"] = recording.Link.AbsoluteUri,
                ["duration"] = "87",
            },
            ignoreOrder: true);
        (call.Audio.Format, Math.Round(call.Audio.Duration.TotalSeconds)).ShouldBe(("mp3", 87));
        Lab.Stub.Journal.ShouldHaveSingleItem().Request.Path.ShouldBe("/api/v1/" + path);
    }

    [Fact]
    public async Task The_manager_is_the_settings_one_then_the_CRMs_then_the_extension()
    {
        var fellows = new Fellows(null, ("102", "crm_102"));

        foreach (var extension in new[] { "101", "102", "103" })
            await SendAsync(Calls.Recording(Calls.New(), extension: extension), settings => settings["managers"]!.AsObject().Remove("102"), fellows);

        Account.Calls.Select(call => call.ManagerId).ShouldBe(["mgr_101", "crm_102", "103"]);
        Account.Calls.Select(call => call.Fields["deal_id"]).Distinct().ShouldBe(["no_deal"]);
        Account.Calls.ShouldAllBe(call => !call.Fields.ContainsKey("deal_stage_id"));
    }

    [Fact]
    public async Task A_call_that_the_service_has_already_is_as_good_as_sent()
    {
        var recording = Calls.Recording(Calls.New());
        Lab.Stub.Suffer(VendorTrouble.AnswerLost);
        (await Should.ThrowAsync<CrmException>(() => SendAsync(recording))).IsTransient.ShouldBeTrue();
        Lab.Stub.Recover();

        var note = await SendAsync(recording);
        await SendAsync(recording);

        note!.State.ShouldBe(AnalysisState.Known);
        Account.Calls.ShouldHaveSingleItem();
        Lab.Stub.Journal.Select(entry => entry.Status).ShouldBe([0, 409]);
    }

    [Fact]
    public async Task A_wrong_key_stops_the_account_and_is_said_so()
    {
        var adapter = Open(settings => settings["api_key"] = "wrong");

        var first = await Should.ThrowAsync<CrmException>(() => adapter.HandleAsync(Calls.Recording(Calls.New()), CancellationToken.None));
        var second = await Should.ThrowAsync<CrmException>(() => adapter.HandleAsync(Calls.Recording(Calls.New()), CancellationToken.None));

        (first.IsAccountProblem, first.IsTransient, first.Code).ShouldBe((true, false, "401"));
        first.Message.ShouldContain("apiKey не валиден");
        second.IsAccountProblem.ShouldBeTrue();
        Lab.Stub.Journal.ShouldHaveSingleItem().Status.ShouldBe(401);
        Lab.Book.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_no_sound_is_refused_for_good_with_its_reason()
    {
        var text = Path.Combine(Path.GetTempPath(), $"callcontrol-{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(text, "no sound");
        Lab.Audio.Serve(".mp3", text, "audio/mpeg");
        var recording = Calls.Recording(Calls.New());

        var refusal = await Should.ThrowAsync<CrmException>(() => SendAsync(recording));

        File.Delete(text);
        (refusal.IsTransient, refusal.IsAccountProblem, refusal.Code).ShouldBe((false, false, "400"));
        var note = Lab.Book.Notes[recording.Call.Id];
        note.State.ShouldBe(AnalysisState.Refused);
        note.Reason!.ShouldContain("Файл не является аудио");
        Account.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_CRM_that_does_not_answer_costs_the_deal_and_not_the_analysis()
    {
        var note = await SendAsync(Calls.Recording(Calls.New()), fellows: new Fellows(new CrmException("away") { IsTransient = true }));

        note!.State.ShouldBe(AnalysisState.Sent);
        note.DealId.ShouldBeNull();
        Account.Calls.ShouldHaveSingleItem().Fields["deal_id"].ShouldBe("no_deal");
    }

    [Fact]
    public async Task Who_wants_no_call_without_a_deal_has_it_tried_again_while_the_CRM_is_away_and_left_out_when_there_is_none()
    {
        Action<JsonObject> skip = settings => settings["without_deal"] = "skip";

        var away = await Should.ThrowAsync<CrmException>(() => SendAsync(Calls.Recording(Calls.New()), skip, new Fellows(new CrmException("away") { IsTransient = true })));
        var none = await SendAsync(Calls.Recording(Calls.New()), skip, new Fellows((CrmDeal?)null));

        away.IsTransient.ShouldBeTrue();
        none!.State.ShouldBe(AnalysisState.Skipped);
        none.Reason!.ShouldContain("deal");
        Lab.Stub.Journal.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_CRM_that_refuses_its_own_key_says_nothing_of_deals()
    {
        var refused = await Should.ThrowAsync<CrmException>(() => SendAsync(
            Calls.Recording(Calls.New()), settings => settings["without_deal"] = "skip", new Fellows(new CrmException("wrong key") { IsAccountProblem = true })));

        // Not the analytics' own key: only this call waits.
        (refused.IsTransient, refused.IsAccountProblem).ShouldBe((true, false));
        Lab.Book.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_talk_of_nobody_knows_whom_is_sent_as_that_of_the_unknown_manager()
    {
        var recording = Calls.Recording(Calls.New()) with { By = new CallParty(null, null) };

        var without = await SendAsync(recording);
        var with = await SendAsync(recording, settings => settings["unknown_manager_id"] = "somebody");

        without!.State.ShouldBe(AnalysisState.Skipped);
        without.Reason!.ShouldContain("unknown_manager_id");
        with!.State.ShouldBe(AnalysisState.Sent);
        Account.Calls.ShouldHaveSingleItem().ManagerId.ShouldBe("somebody");
    }

    [Fact]
    public async Task The_services_own_id_and_the_tables_to_ask_for_are_written_down()
    {
        Account.OwnCallId = "8";

        var note = await SendAsync(
            Calls.Recording(Calls.New()),
            settings => settings["tables"] = JsonNode.Parse("""{"default": {}, "TBL_1": {}, "TBL_2": {"poll": false}}"""));

        note!.ServiceCallId.ShouldBe("8");
        note.Tables.ShouldBe(["TBL_1"]);
    }

    [Fact]
    public void No_minute_sees_more_requests_than_are_allowed()
    {
        var api = new LimitSeen(Parts.Http);

        Lab.Vendor.Create(Configure(), Parts with { Http = api });

        // Any 60 s touch at most six whole windows.
        var limit = api.Limit!;
        (limit.Requests * Math.Floor(TimeSpan.FromSeconds(60) / limit.Per) + limit.Requests).ShouldBeLessThanOrEqualTo(RopStub.RequestsPerMinute);
        api.CountedBy!.ShouldContain(Account.Key);
    }

    private sealed class LimitSeen(ICrmHttp inner) : ICrmHttp
    {
        public CrmLimit? Limit { get; private set; }

        public string? CountedBy { get; private set; }

        public HttpClient Create(CrmApi api)
        {
            (Limit, CountedBy) = (api.Limit, api.CountedBy);
            return inner.Create(api);
        }
    }
}
