using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Delivery;
using CallControl.Delivery.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.CallControl.Tests.Delivery;

public sealed class EventTellerTests
{
    private static readonly DeliveryOptions Settings = new();

    [Fact]
    public async Task A_database_that_is_away_for_a_moment_sets_no_event_aside_however_often_it_was_tried()
    {
        var (result, verdict) = await TellAsync(new NpgsqlException("Exception while reading from stream", new TimeoutException()), TimeSpan.Zero);

        (result.State, verdict.Ok).ShouldBe(("waiting", null));
    }

    [Fact]
    public async Task A_fault_of_ours_that_does_not_go_away_sets_the_event_aside()
    {
        var (result, verdict) = await TellAsync(new InvalidOperationException("a fault"), TimeSpan.Zero);

        (result.State, verdict.Ok).ShouldBe(("dead", null));
    }

    [Fact]
    public async Task Nothing_is_set_aside_while_the_account_is_refused_however_long_it_is()
    {
        var (result, verdict) = await TellAsync(new CrmException("wrong key") { IsAccountProblem = true }, Settings.GiveUpAfter * 3);

        (result.State, verdict.IsAccountProblem).ShouldBe(("waiting", true));
    }

    [Fact]
    public async Task A_vendor_that_is_away_for_longer_than_it_is_waited_for_costs_the_event()
    {
        var (result, _) = await TellAsync(new CrmException("away") { IsTransient = true }, Settings.GiveUpAfter * 3);

        result.State.ShouldBe("dead");
    }

    private static Task<(OutboxResult Result, Verdict Verdict)> TellAsync(Exception failure, TimeSpan age)
    {
        var vendor = new StubVendor(new Uri("http://127.0.0.1:1"));
        var account = new CrmAccount("0367", "June", TimeZoneInfo.Utc, JsonElement.Parse("{}"), [], IsPrimary: false);
        var teller = new EventTeller(Options.Create(Settings), TimeProvider.System, NullLogger<EventTeller>.Instance) { Between = (_, _) => throw failure };
        var ended = new CallEnded(
            Guid.NewGuid(), CrmApp.Call(), TimeProvider.System.GetUtcNow() - age, false, CallResult.Answered, new CallParty("151", null), TimeSpan.Zero, TimeSpan.FromSeconds(30));
        return teller.TellAsync(new OpenAccount(vendor, account, null!), new OutboxEvent(1, ended, ended.Call.Id, "ended", Attempt: 50), CancellationToken.None);
    }
}
