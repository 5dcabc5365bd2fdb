using CallControl.CallControl.Tests.Storage;
using CallControl.Delivery;
using CallControl.Delivery.Outbox;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CallControl.CallControl.Tests.Delivery;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class KilledWorkerTests(PostgresFixture postgres)
{
    private const int Rounds = 60;
    private const int Calls = 5;

    [Fact]
    public async Task Whenever_a_worker_is_killed_every_event_is_told_at_least_once_in_order_and_makes_one_record()
    {
        await using var app = await CrmApp.StartAsync(postgres, "--Delivery:Enabled=false");
        var (kills, twice) = (0, 0);

        for (var seed = 1; seed <= Rounds; seed++)
        {
            var random = new Random(seed);
            app.Crm.Told.Clear();
            app.Crm.Records.Clear();
            var calls = Enumerable.Range(0, Calls).Select(_ => CrmApp.Call()).ToList();
            await app.AddAsync(calls.SelectMany(call => CrmApp.EventsOf(call, TimeProvider.System.GetUtcNow())));

            while (await app.CountAsync("waiting") > 0)
            {
                var steps = random.Next(1, 40);
                if (!await RunAsync(app, () => --steps < 0))
                    kills++;
                // Its leases run out.
                await app.Database.ExecuteAsync("UPDATE crm_outbox SET leased_until = now() - interval '1 second', due_at = now() WHERE state = 'waiting'");
            }

            app.Crm.Records.Count.ShouldBe(Calls * 4, $"seed {seed}: one record for each event");
            twice += app.Crm.Records.Values.Count(times => times > 1);
            foreach (var call in calls)
            {
                app.Crm.Told.Where(told => told.StartsWith($"{call.Id:N}", StringComparison.Ordinal)).Select(told => told.Split(' ')[1]).Distinct()
                    .ShouldBe(["CallRinging", "CallAnswered", "CallEnded", "RecordingReady"], $"seed {seed}: in order");
            }
        }

        // The test would prove nothing if nobody had been killed after telling and before writing it down.
        kills.ShouldBeGreaterThan(Rounds);
        twice.ShouldBeGreaterThan(Rounds / 4);
    }

    /// <summary>A worker of its own; false when it was killed. Whatever it has begun goes no further than the next step.</summary>
    private static async Task<bool> RunAsync(CrmApp app, Func<bool> isKilled)
    {
        var options = Options.Create(new DeliveryOptions { ParallelEvents = 4 });
        var dead = false;
        var gate = new Lock();
        var teller = new EventTeller(options, TimeProvider.System, NullLogger<EventTeller>.Instance)
        {
            Between = (_, _) =>
            {
                lock (gate)
                    dead |= isKilled();
                return dead ? throw new KilledException() : Task.CompletedTask;
            },
        };
        var worker = new AccountDelivery(
            ("0367", "stub"), app.Api.App.Service<CrmAccounts>(), app.Api.App.Service<OutboxTable>(), teller,
            app.Api.App.Service<AccountAlarms>(), options, TimeProvider.System, NullLogger<AccountDelivery>.Instance);
        try
        {
            await worker.RunAsync(CancellationToken.None);
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }
}
