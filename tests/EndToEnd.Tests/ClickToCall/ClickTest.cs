using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.MoySklad;
using Dapper;

namespace CallControl.EndToEnd.Tests.ClickToCall;

/// <summary>What tests of clicks have in common: a client of their own, the call as the API tells it, and that nothing is left after them.</summary>
public abstract class ClickTest(ClickLab fixture) : IAsyncLifetime
{
    protected const string Employee = "152";

    private const int Ringback = 425;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static int _nextClient;

    /// <summary>Nobody has called this number before.</summary>
    protected string Client { get; } = $"+37529625{Interlocked.Increment(ref _nextClient):0000}";

    protected TestKit.Lab.CallControlLab Lab => Fixture.Lab;

    protected ClickLab Fixture { get; } = fixture;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Lab.EndTestAsync();

    /// <summary>A click over the API; the call's id.</summary>
    protected async Task<Guid> ClickAsync(string extension = Employee)
    {
        var answer = await Lab.Http.PostAsJsonAsync(new Uri("/api/v1/calls", UriKind.Relative), new { enterprise = "0367", extension, phone = Client });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
    }

    protected async Task<JsonObject> CallAsync(Guid id) => (await Lab.Http.GetFromJsonAsync<JsonObject>(new Uri($"/api/v1/calls/{id}", UriKind.Relative)))!;

    /// <summary>The call, once it has ended.</summary>
    protected async Task<JsonObject> EndedAsync(Guid id, string end, bool recorded = false)
    {
        JsonObject? call = null;
        await Poll.UntilAsync(
            async () => (call = await CallAsync(id))["call"]!["ended_at"] is not null && (!recorded || call["recording"] is not null), Patience, $"the call {id} is stored");
        $"{call!["call"]!["end_side"]}.{call["call"]!["end_reason"]}".ShouldBe(end, string.Join('\n', EventsOf(call)));
        return call;
    }

    protected static IEnumerable<string> EventsOf(JsonObject call) => call["events"]!.AsArray().Select(happened => $"{happened!["kind"]} {happened["subject"]} {happened["detail"]}");

    protected async Task UntilEventAsync(Guid id, string happened)
    {
        string[] events = [];
        try
        {
            await Poll.UntilAsync(
                async () => (events = [.. EventsOf(await CallAsync(id))]).Any(one => one.StartsWith(happened, StringComparison.Ordinal)), Patience, happened);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}. What happened:\n{string.Join('\n', events)}", e);
        }
    }

    /// <summary>MoySklad's record of a call, once it has what is asked for.</summary>
    protected async Task<StubCall> RecordAsync(Guid id, Func<StubCall, bool> whole)
    {
        await Poll.UntilAsync(() => Fixture.Account.Calls.ToArray().Any(call => call.ExternalId == id.ToString() && whole(call)), Patience, "the call is in MoySklad");
        return Fixture.Account.Calls.Single(call => call.ExternalId == id.ToString());
    }

    protected async Task<string> RecordingOfAsync(Guid id)
    {
        await using var connection = await Lab.Database.OpenConnectionAsync();
        return (await connection.QuerySingleAsync<string>("SELECT path FROM recordings WHERE call_id = @id", new { id }))!;
    }

    /// <summary>The employee picks up and hears ringback; the client's phone rings.</summary>
    protected async Task<(Guid Id, PhoneCall Employee, PhoneCall Client)> RingClientAsync()
    {
        var id = await ClickAsync();
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.RingAsync();
        await employee.AnswerAsync();
        var client = await Lab.Pstn.ExpectCallAsync(Client);
        await client.RingAsync();
        return (id, employee, client);
    }

    protected async Task<(Guid Id, ToneTalk Talk)> TalkAsync()
    {
        var (id, employee, client) = await RingClientAsync();
        await HearsRingbackAsync(employee);
        await client.AnswerAsync();
        return (id, await ToneTalk.BeginAsync(employee, client));
    }

    protected static Task HearsRingbackAsync(PhoneCall employee)
        => employee.WaitUntilHeardAsync(heard => Tones.Find(heard, Ringback, TimeSpan.FromMilliseconds(800)).Count > 0, "ringback");

    protected static Task HearsBusyAsync(PhoneCall employee)
        => employee.WaitUntilHeardAsync(heard => Tones.Find(heard, Ringback).Count(tone => tone.To - tone.From < TimeSpan.FromMilliseconds(500)) > 1, "the busy tone");
}
