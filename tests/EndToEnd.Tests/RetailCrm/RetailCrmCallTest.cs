using System.Globalization;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.RetailCrm;

namespace CallControl.EndToEnd.Tests.RetailCrm;

/// <summary>What these tests have in common: what RetailCRM has of the test's one call, RetailCRM's requests, and that it never had to refuse or ignore anything.</summary>
public abstract class RetailCrmCallTest(RetailCrmCallsLab fixture) : CallTest(fixture.Lab)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly int _eventsBefore = fixture.Account.Events.Count;

    protected RetailCrmCallsLab Fixture { get; } = fixture;

    /// <summary>What RetailCRM was told of the test's call so far.</summary>
    protected IReadOnlyList<StubCallEvent> Events => [.. Fixture.Account.Events.ToArray().Skip(_eventsBefore)];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        var asked = Fixture.Stub.Journal;
        Fixture.Stub.Forget();
        asked.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        asked.Where(entry => entry.Status >= 400).Select(entry => $"{entry.Status} {entry.Request.Method} {entry.Request.Path}").ShouldBeEmpty();
    }

    protected async Task<StubCallEvent> EventAsync(string happened)
    {
        try
        {
            await Poll.UntilAsync(() => Events.Any(told => told.ToString() == happened), Patience, happened);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}. RetailCRM was told: {string.Join("; ", Events)}", e);
        }

        return Events.First(told => told.ToString() == happened);
    }

    /// <summary>A call in RetailCRM's list.</summary>
    protected async Task<StubCallRecord> RecordAsync(string call)
    {
        await Poll.UntilAsync(() => Fixture.Account.Calls.ToArray().Any(record => record.ExternalId == call), Patience, "the call is in RetailCRM's list");
        return Fixture.Account.Calls.ToArray().Single(record => record.ExternalId == call);
    }

    /// <summary>RetailCRM asks an address of our module.</summary>
    protected async Task<(int Status, JsonNode Answer)> AskAsync(string address, params (string Name, string Value)[] query)
    {
        var url = Fixture.Module["integrations"]!["telephony"]![address]!.GetValue<string>();
        var response = await Fixture.Http.GetAsync(new Uri($"{url}?{string.Join('&', query.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))}"));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    protected string ClientId => Fixture.Module["clientId"]!.GetValue<string>();

    protected static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A record's link, followed as RetailCRM does.</summary>
    protected async Task<string> LinkAsync(StubCallRecord record)
    {
        var link = record.Text("recordUrl");
        using var response = await Fixture.Http.GetAsync(new Uri(link));
        ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType).ShouldBe((200, "audio/mpeg"));
        return link;
    }
}
