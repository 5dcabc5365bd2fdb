using System.Collections.Concurrent;
using System.Globalization;
using CallControl.TestKit.Processes;
using Dapper;
using Xunit.Abstractions;

namespace CallControl.EndToEnd.Tests.Faults.Storm;

/// <summary>
/// Callers and owners hang up at any moment, in any stage and in the middle of every change from one to the next; afterwards nothing is left.
/// How many and with which seed: <c>CALLCONTROL_STORM_CALLS</c> (1,000), <c>CALLCONTROL_STORM_RATE</c> (40 a second) and <c>CALLCONTROL_STORM_SEED</c> (1).
/// </summary>
[Collection(nameof(StormLab))]
public sealed class A_storm_of_hang_ups(StormLab lab, ITestOutputHelper output) : FaultTest(lab.Lab)
{
    // Of the last call: it hangs up within 9 s, and each request is repeated for 10 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    // What an ended call may say of its end; the rest would be a fault of ours.
    private static readonly string[] Ends = ["caller.hung_up", "owner.hung_up", "owner.unavailable", "caller.no_digit"];

    [Fact]
    public async Task Thousands_of_calls_that_end_at_random_moments_leave_nothing_behind_and_every_one_is_written_down()
    {
        var plans = StormPlan.Draw(Setting("CALLS", 1000), Setting("SEED", 1));
        var owners = new ConcurrentDictionary<string, OwnerPhone>();
        using var wire = new StormWire(lab.Callers, lab.Pbx, (_, _) => null);
        using var trunk = new StormWire(lab.Owners, lab.Pbx, (ownersWire, invite) =>
        {
            var phone = new OwnerPhone(ownersWire, plans[int.Parse(invite.Caller[5..], CultureInfo.InvariantCulture)], invite);
            owners[invite.CallId] = phone;
            return phone.Take;
        });
        var callers = plans.Select(plan => new CallerPhone(wire, plan)).ToArray();

        await RunAsync(callers, rate: Setting("RATE", 40));
        await Lab.WaitUntilNothingIsLeftAsync();
        await UntilNoCallIsLeftAsync();
        await Poll.UntilAsync(async () => await MetricAsync("callcontrol_backlog_depth", "queue=\"journal\"") == 0, TimeSpan.FromSeconds(20), "everything is written");

        callers.Count(caller => !caller.Ended.IsCompleted).ShouldBe(0, "callers who could not hang up");
        owners.Values.Count(owner => !owner.Ended.IsCompleted).ShouldBe(0, "owners who were left in a call");
        var rows = await RowsAsync();
        output.WriteLine($"{plans.Count} calls, {callers.Count(caller => caller.IsAnswered)} answered, {owners.Count} owners rung, {rows.Count} rows");
        foreach (var (end, count) in rows.CountBy(row => $"{row.Stage}: {row.End}").OrderByDescending(end => end.Value))
            output.WriteLine($"{count,6}  {end}");
        rows.ShouldAllBe(row => row.EndedAt != null && Ends.Contains(row.End));
        rows.Select(row => row.Caller).ShouldBeUnique();
        // Who left before Asterisk took his call up has no row; who was answered has one.
        var written = rows.Select(row => row.Caller).ToHashSet();
        plans.Where(plan => callers[plan.Number].IsAnswered && !written.Contains(plan.Caller)).ShouldBeEmpty();
        foreach (var fault in new[] { "calls_ends_unclean_total", "calls_mailbox_overflows_total", "journal_rejected_total", "ari_messages_broken_total" })
            (await MetricAsync($"callcontrol_{fault}")).ShouldBe(0, fault);
        IsStillAlive();
    }

    private static async Task RunAsync(CallerPhone[] callers, int rate)
    {
        var started = TimeProvider.System.GetTimestamp();
        var running = new List<Task>();
        for (var call = 0; call < callers.Length; call++)
        {
            var early = TimeSpan.FromSeconds((double)call / rate) - TimeProvider.System.GetElapsedTime(started);
            if (early > TimeSpan.FromMilliseconds(10))
                await Task.Delay(early, TimeProvider.System);
            running.Add(callers[call].RunAsync());
        }

        await Task.WhenAll(running).WaitAsync(Patience);
    }

    private async Task<IReadOnlyList<Row>> RowsAsync()
    {
        await using var connection = await Lab.Database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<Row>(
            "SELECT caller, stage, ended_at AS EndedAt, end_side || '.' || end_reason AS End FROM calls WHERE caller LIKE '+7916%'")];
    }

    private static int Setting(string name, int otherwise)
        => Environment.GetEnvironmentVariable($"CALLCONTROL_STORM_{name}") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private sealed record Row
    {
        public required string Caller { get; init; }

        public required string Stage { get; init; }

        public DateTime? EndedAt { get; init; }

        public string? End { get; init; }
    }
}

/// <summary>Nothing else runs beside it: it takes the whole machine.</summary>
[CollectionDefinition(nameof(StormLab), DisableParallelization = true)]
public sealed class Storms : ICollectionFixture<StormLab>;
