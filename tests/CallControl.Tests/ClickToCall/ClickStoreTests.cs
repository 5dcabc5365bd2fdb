using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web.Api;
using CallControl.Calls;
using CallControl.ClickToCall;
using CallControl.Crm.Contracts;
using CallControl.Flows.ClickToCall;

namespace CallControl.CallControl.Tests.ClickToCall;

/// <summary>Double clicks and limits, as two replicas on one database count them.</summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class ClickStoreTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private static readonly EnterpriseClicks Limits = new()
    {
        Enabled = true,
        Line = null,
        Home = PhoneCountry.Russia,
        Destinations = new Destinations(PhoneCountry.Russia, null, [], []),
        CallsAtOnce = 2,
        CallsPerMinute = 3,
        Node = null,
        Plan = new ClickPlan(default, default, default, false),
    };

    private ApiApp _one = null!;
    private ApiApp _other = null!;
    private ClickStore[] _stores = null!;

    public async Task InitializeAsync()
    {
        _one = await ApiApp.StartAsync(postgres);
        _other = await ApiApp.StartOnAsync(_one.Database, _ => { });
        _stores = [_one.App.Service<ClickStore>(), _other.App.Service<ClickStore>()];
    }

    public async Task DisposeAsync()
    {
        await _other.App.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task Many_clicks_at_once_on_two_replicas_are_one_call()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => _stores[n % 2].BeginAsync(Row(), Limits, CancellationToken.None)));

        results.Select(result => result.CallId).Distinct().ShouldHaveSingleItem();
        results.Count(result => !result.IsRepeated).ShouldBe(1);
        (await _one.Database.ScalarAsync<string>("SELECT concat_ws(' ', flow, direction, enterprise, extension, caller, dialled, line, stage) FROM calls"))
            .ShouldBe("click-to-call outgoing 0367 152 152 +375296254070 +375170000001 new");
    }

    [Fact]
    public async Task A_call_that_lives_is_the_same_call_however_late_the_click()
    {
        var first = await BeginAsync(Row());

        var later = await BeginAsync(Row(Start.AddHours(1)));
        await EndAllAsync();
        var afterwards = await BeginAsync(Row(Start.AddHours(2)));

        (later.CallId, later.IsRepeated).ShouldBe((first.CallId, true));
        afterwards.IsRepeated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_that_has_just_failed_is_not_made_again_by_the_same_double_click()
    {
        var first = await BeginAsync(Row());
        await EndAllAsync();

        var second = await BeginAsync(Row(Start.AddSeconds(4)));
        var third = await BeginAsync(Row(Start.AddSeconds(6)));

        second.CallId.ShouldBe(first.CallId);
        third.IsRepeated.ShouldBeFalse();
    }

    [Fact]
    public async Task An_extension_has_so_many_calls_at_once_and_within_a_minute()
    {
        (await BeginAsync(Row(phone: 1))).Refusal.ShouldBeNull();
        (await BeginAsync(Row(phone: 2))).Refusal.ShouldBeNull();
        (await BeginAsync(Row(phone: 3))).Refusal.ShouldBe(ClickRefusal.TooManyCalls);
        // Of somebody else.
        (await BeginAsync(Row(phone: 3, extension: "153"))).Refusal.ShouldBeNull();
        await EndAllAsync();
        (await BeginAsync(Row(Start.AddSeconds(20), phone: 3))).Refusal.ShouldBeNull();
        await EndAllAsync();
        (await BeginAsync(Row(Start.AddSeconds(40), phone: 4))).Refusal.ShouldBe(ClickRefusal.TooManyClicks);
        (await BeginAsync(Row(Start.AddSeconds(61), phone: 4))).Refusal.ShouldBeNull();
    }

    private Task<ClickResult> BeginAsync(CallRow row) => _stores[0].BeginAsync(row, Limits, CancellationToken.None);

    private Task EndAllAsync() => _one.Database.ExecuteAsync("UPDATE calls SET ended_at = started_at + interval '1 second'");

    private static CallRow Row(DateTimeOffset? at = null, int? phone = null, string extension = "152") => new()
    {
        Id = Guid.CreateVersion7(),
        Node = "pbx",
        Flow = ClickToCallFlow.Name,
        Direction = CallRow.Outgoing,
        Stage = "new",
        Enterprise = "0367",
        Extension = extension,
        Line = "+375170000001",
        Caller = extension,
        Dialled = phone is { } last ? $"+37529625407{last}" : "+375296254070",
        CallerChannel = "x",
        StartedAt = at ?? Start,
    };
}
