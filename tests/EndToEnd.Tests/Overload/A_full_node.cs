using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Overload;

/// <summary>A node that carries as many calls as it may: who comes next is let go unanswered, who talks does not notice.</summary>
public sealed class A_full_node(BusyLab fixture) : CallTest(fixture.Lab), IClassFixture<BusyLab>
{
    private const int CallersTone = ToneTalk.CallersTone;

    [Fact]
    public async Task The_second_caller_hears_busy_while_the_first_talks_on_and_his_place_is_free_again_afterwards()
    {
        await UntilIdleAsync();
        var number = await LeaseAsync(101);
        var (caller, owner) = await TalkAsync(101);

        var second = await Lab.Pstn.CallAsync(OtherCaller, number);
        var end = await second.WaitForHangUpAsync();
        var click = await ClickAsync(102);
        await caller.PlayToneAsync(CallersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, CallersTone), "the caller");
        var during = await MetricsAsync();
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();
        await UntilIdleAsync();
        var third = await Lab.Pstn.CallAsync(OtherCaller, number);
        await GreetedAsync(third);
        await third.HangUpAsync();

        second.IsAnswered.ShouldBeFalse();
        end.SipCode.ShouldBe(486);
        end.Cause.ShouldBe(17);
        click.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        click.OwnerPhone.ShouldBe("+79035550102");
        during.ShouldContain("callcontrol_calls_live{node=\"pbx\",stage=\"talking\"} 1\n");
        during.ShouldContain("callcontrol_calls_ended_total{reason=\"system.overload\"} 1\n");
        during.ShouldContain("callcontrol_calls_stage_duration_seconds_count{stage=\"ringing\"} ");
        during.ShouldContain("callcontrol_ari_request_duration_seconds_count{method=\"POST\",node=\"pbx\",outcome=\"done\",path=\"/channels/{channelId}/answer\"} ");
        during.ShouldContain("callcontrol_ari_events_total{node=\"pbx\",type=\"StasisStart\"} ");
        during.ShouldContain("callcontrol_leases_total{outcome=\"shed\"} 1\n");
        during.ShouldContain("callcontrol_link_up{link=\"ari\",node=\"pbx\"} 1\n");
        (await StoredEndsAsync(OtherCaller)).ShouldBe(["system.overload", "caller.hung_up"]);
        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("caller.hung_up");
    }

    [Fact]
    public async Task A_call_leaves_one_trace_with_its_stages_requests_sql_and_recording_and_without_a_phone_number()
    {
        await UntilIdleAsync();
        var (caller, owner) = await TalkAsync(101);
        await caller.PlayToneAsync(CallersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, CallersTone), "the caller");
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);

        string[] expected =
        [
            "call", "attributing", "greeting", "ringing", "whispering", "talking", "ending", "recording",
            "POST /channels/{channelId}/answer", "POST /channels/{channelId}", "callcontrol.end_reason", "caller.hung_up", "postgresql",
        ];
        // The names may be another test's call's, the number is this one's.
        await Poll.UntilAsync(
            () => fixture.Telemetry.CountSpans(call.Id) >= expected.Length && expected.All(name => fixture.Telemetry.Traces.Contains(name, StringComparison.Ordinal)),
            TimeSpan.FromSeconds(20), "all spans arrive");

        foreach (var phone in new[] { Caller, owner.Number, "749511122" })
            fixture.Telemetry.Traces.ShouldNotContain(phone.TrimStart('+'));
    }

    private string OtherCaller => Caller.Replace("+7916000", "+7916777", StringComparison.Ordinal);

    private async Task<(HttpStatusCode Status, string? OwnerPhone)> ClickAsync(long listing)
    {
        using var response = await Lab.Http.PostAsJsonAsync(new Uri("/get-virtual-number", UriKind.Relative), new { listing_id = listing });
        var body = await response.Content.ReadFromJsonAsync<JsonObject>();
        return (response.StatusCode, body?["owner_phone"]?.GetValue<string>());
    }

    /// <summary>Also in CallControl's own eyes.</summary>
    private async Task UntilIdleAsync()
    {
        await Lab.WaitUntilNothingIsLeftAsync();
        await Poll.UntilAsync(
            async () => !(await MetricsAsync()).Split('\n').Any(line => line.StartsWith("callcontrol_calls_live{", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(5), "no call is left");
    }

    private Task<string> MetricsAsync() => Lab.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    private async Task<IReadOnlyList<string>> StoredEndsAsync(string caller)
    {
        await StoredCall.OfAsync(Lab, Caller);
        List<string> ends = [];
        await Poll.UntilAsync(
            async () =>
            {
                ends.Clear();
                await using var command = Lab.Database.CreateCommand("SELECT end_side || '.' || end_reason FROM calls WHERE caller = $1 AND ended_at IS NOT NULL ORDER BY started_at");
                command.Parameters.AddWithValue(caller);
                await using var row = await command.ExecuteReaderAsync();
                while (await row.ReadAsync())
                    ends.Add(row.GetString(0));
                return ends.Count == 2;
            },
            TimeSpan.FromSeconds(10), $"both calls of {caller} are stored");
        return ends;
    }
}

/// <summary>The same, with the dialplan as the next best.</summary>
public sealed class A_full_node_with_a_dialplan(DialplanLab fixture) : CallTest(fixture.Lab), IClassFixture<DialplanLab>
{
    [Fact]
    public async Task The_second_caller_goes_on_in_the_dialplan_which_refuses_so_that_operators_take_another_route()
    {
        var number = await LeaseAsync(101);
        var first = await Lab.Pstn.CallAsync(Caller, number);
        await GreetedAsync(first);

        var second = await Lab.Pstn.CallAsync("+79167770001", number);
        var end = await second.WaitForHangUpAsync();
        var stored = await StoredCall.OfAsync(Lab, "+79167770001");
        await first.HangUpAsync();

        second.IsAnswered.ShouldBeFalse();
        end.SipCode.ShouldBe(503);
        stored.End.ShouldBe("system.overload");
    }
}
