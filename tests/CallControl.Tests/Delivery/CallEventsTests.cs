using System.Text.Json;
using CallControl.CallControl.Tests.Storage;
using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Delivery;
using CallControl.Delivery.Outbox;
using CallControl.Recordings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.Delivery;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class CallEventsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private CrmApp _app = null!;
    private CallJournal _journal = null!;

    public async Task InitializeAsync()
    {
        _app = await CrmApp.StartAsync(postgres, "--Delivery:Enabled=false", "--Web:PublicUrl=https://calls.example.com");
        _journal = _app.Api.App.Service<CallJournal>();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_call_that_was_answered_gives_its_events_in_order_to_the_listings_enterprise()
    {
        var row = Row();
        _journal.Write(row with { });
        // Two are rung at once; the row that names them comes after.
        _journal.Write(new CallEvent(row.Id, Start.AddSeconds(5), "dial", "+79035550101", null));
        _journal.Write(new CallEvent(row.Id, Start.AddSeconds(5), "dial", "152", null));
        row.ListingId = 101;
        row.RingingAt = Start.AddSeconds(5);
        row.Destination = "152";
        _journal.Write(row with { });
        // One more is rung later, without a new state.
        _journal.Write(new CallEvent(row.Id, Start.AddSeconds(20), "dial", "153", null));
        row.Destination = "153";
        row.BridgedAt = Start.AddSeconds(25);
        _journal.Write(row with { });
        row.EndedAt = Start.AddSeconds(85);
        (row.EndSide, row.EndReason) = ("caller", "hung_up");
        _journal.Write(row with { });
        // Written once more, as a restarted program does.
        _journal.Write(row with { });
        await FlushAsync(row.Id, 5);

        var events = await EventsAsync();

        events.Select(e => e.GetType().Name).ShouldBe(["CallRinging", "CallRinging", "CallRinging", "CallAnswered", "CallEnded"]);
        events.ShouldAllBe(e => e.Call.Enterprise == "0367" && e.Call.Direction == CallDirection.Incoming && !e.Recovered);
        events.OfType<CallRinging>().SelectMany(e => e.Ringing).ShouldBe([new CallParty(null, PhoneNumber.Parse("+79035550101")), new CallParty("152", null), new CallParty("153", null)]);
        var ended = events.OfType<CallEnded>().Single();
        ended.Result.ShouldBe(CallResult.Answered);
        ended.By.ShouldBe(new CallParty("153", null));
        (ended.Waited, ended.Talked).ShouldBe((TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(60)));
        ended.Call.Client.ShouldBe(CrmApp.Client);
        ended.Call.Line.ShouldBe(CrmApp.Line);
    }

    [Theory]
    [InlineData("caller", "hung_up", null, CallResult.Cancelled)]
    [InlineData("owner", "unavailable", 17, CallResult.Busy)]
    [InlineData("owner", "unavailable", 21, CallResult.Refused)]
    [InlineData("owner", "unavailable", 19, CallResult.NoAnswer)]
    [InlineData("owner", "unavailable", 34, CallResult.Failed)]
    [InlineData("system", "vanished", null, CallResult.Failed)]
    public async Task A_missed_call_tells_how_it_was_missed(string side, string reason, int? cause, CallResult result)
    {
        var row = Row() with { ListingId = 101, RingingAt = Start.AddSeconds(3), Destination = "152", EndedAt = Start.AddSeconds(33), EndSide = side, EndReason = reason, OwnerCause = cause };

        _journal.Write(row);
        await FlushAsync(row.Id, 1);

        var ended = (await EventsAsync()).Single().ShouldBeOfType<CallEnded>();
        ended.Result.ShouldBe(result);
        (ended.Waited, ended.Talked).ShouldBe((TimeSpan.FromSeconds(33), TimeSpan.Zero));
    }

    [Fact]
    public void Calls_that_ended_or_that_another_process_took_over_are_forgotten()
    {
        var events = (CallEvents)_app.Api.App.Service<ICallWatcher>();
        var (ended, taken, live) = (Row(), Row(), Row());
        foreach (var row in new[] { ended, taken, live })
        {
            _journal.Write(row with { });
            _journal.Write(new CallEvent(row.Id, Start.AddSeconds(5), "dial", "152", null));
        }

        var before = events.Remembered;
        _journal.Write(ended with { EndedAt = Start.AddSeconds(9), EndSide = "caller", EndReason = "hung_up" });
        _journal.Release(taken.Id);

        (before, events.Remembered).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_call_found_ended_after_a_restart_is_recovered()
    {
        var row = Row() with { ListingId = 101, BridgedAt = Start.AddSeconds(3), Destination = "152", EndedAt = Start.AddSeconds(33), EndSide = "system", EndReason = "vanished" };

        _journal.Write(row, recovered: true);
        await FlushAsync(row.Id, 2);

        (await EventsAsync()).ShouldAllBe(e => e.Recovered);
    }

    [Fact]
    public async Task Calls_of_other_listings_and_of_enterprises_that_switched_off_tell_nobody()
    {
        await _app.Database.ExecuteAsync("INSERT INTO listings (id, short_title, destinations, enterprise) VALUES (102, 'x', '{152}', '0999'), (103, 'y', '{152}', NULL)");
        foreach (var listing in new long?[] { 102, 103, null })
            _journal.Write(Row() with { ListingId = listing, EndedAt = Start.AddSeconds(33), EndSide = "caller", EndReason = "hung_up" });
        await _app.Api.SendAsync(HttpMethod.Put, "/stub-admin/api/config/0367", """{"enabled": false}""");
        var last = Row() with { ListingId = 101, EndedAt = Start.AddSeconds(33), EndSide = "caller", EndReason = "hung_up" };
        _journal.Write(last);
        await FlushAsync(last.Id, 0);

        (await EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recording_waits_for_the_end_of_its_call()
    {
        var row = Row() with { ListingId = 101 };
        _journal.Write(row with { });
        await FlushAsync(row.Id, 0);
        var keeper = _app.Api.App.Service<IEnumerable<IRecordingSaved>>().OfType<global::CallControl.Delivery.RecordingEvents>().Single();

        await Should.ThrowAsync<IOException>(() => keeper.OnSavedAsync(row.Id, "/x.mp3", TimeSpan.FromSeconds(3), CancellationToken.None));
        (row.EndedAt, row.EndSide, row.EndReason) = (Start.AddSeconds(9), "caller", "hung_up");
        _journal.Write(row);
        await FlushAsync(row.Id, 1);
        await keeper.OnSavedAsync(row.Id, "/x.mp3", TimeSpan.FromSeconds(3), CancellationToken.None);
        await keeper.OnSavedAsync(row.Id, "/x.mp3", TimeSpan.FromSeconds(3), CancellationToken.None);

        var ready = (await EventsAsync())[^1].ShouldBeOfType<RecordingReady>();
        ready.Duration.ShouldBe(TimeSpan.FromSeconds(3));
        ready.Link.ToString().ShouldStartWith("https://calls.example.com/recordings/");
        ready.Link.ToString().ShouldContain("signature=");
        (await EventsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_public_address_nobody_is_told_a_link_and_the_log_says_so_once()
    {
        using var log = new Warnings();
        await using var app = await CrmApp.StartWithAsync(postgres, builder => builder.Services.AddSingleton<ILoggerProvider>(log), "--Delivery:Enabled=false");
        var row = Row() with { ListingId = 101, Recorded = true, BridgedAt = Start.AddSeconds(2), EndedAt = Start.AddSeconds(9), EndSide = "caller", EndReason = "hung_up" };
        app.Api.App.Service<CallJournal>().Write(row);
        await TestKit.Processes.Poll.UntilAsync(
            async () => await app.Database.ScalarAsync<int>("SELECT count(*)::int FROM crm_outbox WHERE kind = 'ended'") == 1, TimeSpan.FromSeconds(10), "the end is written");
        var keeper = app.Api.App.Service<IEnumerable<IRecordingSaved>>().OfType<global::CallControl.Delivery.RecordingEvents>().Single();

        await keeper.OnSavedAsync(row.Id, "/x.mp3", TimeSpan.FromSeconds(3), CancellationToken.None);
        await app.Api.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", """{"name": "July"}""");

        var stored = await app.Database.QueryAsync<string>("SELECT payload::text FROM crm_outbox");
        stored.ShouldNotContain(payload => payload.Contains("/recordings/", StringComparison.Ordinal));
        stored.ShouldNotContain(payload => payload.Contains("recording-ready", StringComparison.Ordinal));
        log.Lines.Count(line => line.Contains("Web:PublicUrl", StringComparison.Ordinal)).ShouldBe(1);
    }

    private async Task FlushAsync(Guid call, int events)
    {
        await TestKit.Processes.Poll.UntilAsync(
            async () => _journal.Depth == 0 && await _app.Database.ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM calls WHERE id = @call)", new { call })
                && await _app.Database.ScalarAsync<int>("SELECT count(*)::int FROM crm_outbox WHERE call_id = @call", new { call }) >= events,
            TimeSpan.FromSeconds(10), "the journal is written");
    }

    private async Task<IReadOnlyList<CrmEvent>> EventsAsync() =>
        [.. (await _app.Database.QueryAsync<string>("SELECT payload::text FROM crm_outbox ORDER BY id")).Select(json => JsonSerializer.Deserialize<CrmEvent>(json, OutboxSql.Json)!)];

    private static CallRow Row() => new()
    {
        Id = Guid.CreateVersion7(),
        Node = "pbx",
        Flow = "virtual-number",
        Stage = "ringing",
        Caller = CrmApp.Client.ToString(),
        Dialled = CrmApp.Line.ToString(),
        CallerChannel = "pbx-1",
        StartedAt = Start,
    };
}
