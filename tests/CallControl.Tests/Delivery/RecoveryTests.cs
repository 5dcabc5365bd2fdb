using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Delivery;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class RecoveryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string HangUp = """
        {"UniqueId": "1757765248.0", "CallType": 0, "Phone": "375447034448", "StartTime": "2025-09-13 15:07:28", "EndTime": "2025-09-13 15:08:58", "CallStatus": "2",
         "Extensions": ["150", "151"], "Trunk": "+74951112201", "enterprise_number": "0367", "record_url": "https://pbx.example.com/rec/1.mp3", "origin": "download"}
        """;

    private CrmApp _app = null!;

    public async Task InitializeAsync() => _app = await CrmApp.StartAsync(postgres);

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_hang_up_event_handed_over_twice_makes_one_recovered_record_with_its_recording_and_no_pop_up()
    {
        var first = await _app.Api.PostAsync("/internal/recovery", HangUp);
        var again = await _app.Api.PostAsync("/internal/recovery", $"[{HangUp}]");
        await Poll.UntilAsync(async () => await _app.CountAsync("delivered") == 2, TimeSpan.FromSeconds(10), "both are told");

        first.Status.ShouldBe(HttpStatusCode.Accepted, first.Text);
        again.Text.ShouldBe(first.Text);
        _app.Vendor.Seen.ShouldAllBe(e => e.Recovered);
        var ended = _app.Vendor.Seen[0].ShouldBeOfType<CallEnded>();
        ended.Call.StartedAt.ShouldBe(new DateTimeOffset(2025, 9, 13, 12, 7, 28, TimeSpan.Zero)); // Minsk
        ended.Call.Client.ShouldBe(CrmApp.Client);
        (ended.Result, ended.Talked, ended.By).ShouldBe((CallResult.Answered, TimeSpan.FromSeconds(90), new CallParty("151", null)));
        _app.Vendor.Seen[1].ShouldBeOfType<RecordingReady>().Link.ToString().ShouldBe("https://pbx.example.com/rec/1.mp3");
    }

    [Fact]
    public async Task A_missed_and_an_outgoing_call_of_scripts_that_write_otherwise_are_understood()
    {
        var answer = await _app.Api.PostAsync("/internal/recovery", """
            [{"unique_id": "a", "phone": null, "start_time": 1757765248, "end_time": 1757765258.5, "status": "missed", "enterprise": "0367"},
             {"UniqueID": "b", "direction": "out", "CallerIDNum": "151", "Phone": "8 044 703 44 48", "StartTime": "2025-09-13T15:07:28+03:00", "AnswerTime": "2025-09-13T15:07:38+03:00",
              "EndTime": "2025-09-13T15:08:38+03:00", "enterprise_number": "0367"}]
            """);
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Text);
        await Poll.UntilAsync(async () => await _app.CountAsync("delivered") == 2, TimeSpan.FromSeconds(10), "both are told");

        var missed = _app.Vendor.Seen.OfType<CallEnded>().Single(e => e.Call.Direction == CallDirection.Incoming);
        var placed = _app.Vendor.Seen.OfType<CallEnded>().Single(e => e.Call.Direction == CallDirection.Outgoing);
        (missed.Result, missed.Waited, missed.Call.Client, missed.Call.Line).ShouldBe((CallResult.NoAnswer, TimeSpan.FromSeconds(10.5), null, default(PhoneNumber)));
        (placed.Result, placed.Waited, placed.Talked, placed.By).ShouldBe((CallResult.Answered, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), new CallParty("151", null)));
    }

    [Theory]
    [InlineData("StartTime", "0001-01-01 00:00:00")]
    [InlineData("StartTime", "0001-01-01T00:00:00+14:00")]
    [InlineData("EndTime", "9999-12-31 23:59:59")]
    [InlineData("EndTime", "9999-12-31T23:59:59-12:00")]
    [InlineData("StartTime", "\\ud800")]
    [InlineData("UniqueId", "\\ud800")]
    public async Task A_time_beyond_the_calendar_and_what_is_no_text_are_wrong_and_no_fault(string field, string value)
    {
        var others = new[] { ("UniqueId", "a"), ("Phone", "375447034448"), ("StartTime", "2025-09-13 15:07:28"), ("EndTime", "2025-09-13 15:08:58"), ("enterprise_number", "0367") };
        var body = string.Join(", ", others.Select(other => $"\"{other.Item1}\": \"{(other.Item1 == field ? value : other.Item2)}\""));

        var answer = await _app.Api.PostAsync("/internal/recovery", $$"""{"\ud800": 1, {{body}}}""");

        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldContain(field);
    }

    [Fact]
    public async Task Everything_wrong_is_named_and_strangers_are_refused()
    {
        var wrong = await _app.Api.PostAsync("/internal/recovery", """[{"Phone": "1", "StartTime": "soon", "record_url": "file:///etc/passwd"}]""");
        var stranger = await _app.Api.SendAsync(HttpMethod.Post, "/internal/recovery", HangUp, "application/json", ("X-Forwarded-For", "203.0.113.7"), ("X-Api-Key", "wrong"));

        wrong.WrongFields.ShouldBe(["[0].UniqueId", "[0].enterprise_number", "[0].StartTime", "[0].EndTime", "[0].record_url"], ignoreOrder: true);
        stranger.ShouldBeProblem(HttpStatusCode.Unauthorized);
    }
}
