using CallControl.CallControl.Tests.Storage;
using CallControl.Calls;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CallControl.CallControl.Tests.Calls;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class CallJournalTests(PostgresFixture postgres)
{
    private const int Rejected = 2009;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Of_several_states_of_a_call_the_last_is_stored_and_every_event()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        using var journal = await StartAsync(database);
        var row = Row();

        foreach (var stage in new[] { "attributing", "greeting", "ringing" })
        {
            journal.Write(row with { Stage = stage });
            journal.Write(new CallEvent(row.Id, row.StartedAt, "stage", stage, "why"));
        }

        await journal.StopAsync(CancellationToken.None);

        (await database.ScalarAsync<string>("SELECT stage FROM calls WHERE id = @Id", row)).ShouldBe("ringing");
        (await database.QueryAsync<string>("SELECT subject FROM call_events WHERE call_id = @Id ORDER BY id", row)).ShouldBe(["attributing", "greeting", "ringing"]);
        journal.Depth.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_written_while_the_database_is_away_is_stored_when_it_is_back()
    {
        await using var cluster = await PostgresCluster.CreateAsync();
        await using var database = await TestDatabase.CreateAsync(cluster);
        using var journal = await StartAsync(database);
        var rows = Enumerable.Range(0, 50).Select(_ => Row()).ToArray();

        await cluster.StopAsync();
        foreach (var row in rows)
            journal.Write(row);
        await Poll.UntilAsync(() => journal.Age > TimeSpan.Zero, Limit, "the journal tries to write");
        journal.Depth.ShouldBe(rows.Length);
        await cluster.StartAsync();
        await Poll.UntilAsync(async () => await CountAsync(database) == rows.Length, Limit, "all rows are stored");
        await journal.StopAsync(CancellationToken.None);

        journal.Depth.ShouldBe(0);
        journal.Age.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task An_entry_that_PostgreSQL_refuses_does_not_take_the_others_with_it()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        using var journal = await StartAsync(database);

        journal.Write(Row());
        journal.Write(Row() with { Destination = "a\0b" });
        journal.Write(() => throw new InvalidOperationException("a statement that cannot even be made"));
        journal.Write(Row());
        await journal.StopAsync(CancellationToken.None);

        (await CountAsync(database)).ShouldBe(2);
    }

    [Fact]
    public async Task What_cannot_be_written_is_kept_whole_in_the_log()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        using var log = new LogLines<CallJournal>(Rejected);
        using var journal = await StartAsync(database, log);
        var row = Row();

        journal.Write(row with { Destination = "a\0b" });
        journal.Write(() => new NpgsqlBatchCommand("UPDATE nothing SET a = $1 WHERE b = $2")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = "+79161234567" }, new NpgsqlParameter<long> { TypedValue = 17 } },
        });
        await journal.StopAsync(CancellationToken.None);

        log.All.Count.ShouldBe(2);
        log.All[0].ShouldContain(row.Id.ToString());
        log.All[1].ShouldContain("UPDATE nothing SET a = $1 WHERE b = $2 ['+79161234567', 17]");
    }

    [Fact]
    public async Task When_the_program_ends_while_nothing_can_be_written_every_write_is_kept_in_the_log()
    {
        await using var database = await TestDatabase.CreateAsync(postgres);
        using var log = new LogLines<CallJournal>(Rejected);
        using var journal = await StartAsync(database, log);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using (var hold = connection.CreateCommand())
        {
            hold.CommandText = "LOCK TABLE calls IN SHARE MODE";
            await hold.ExecuteNonQueryAsync();
        }

        // Of these the batch knows that one cannot be written, and tries them one by one, while nobody may write.
        journal.Write(() => throw new InvalidOperationException("a statement that cannot even be made"));
        foreach (var _ in Enumerable.Range(0, 3))
            journal.Write(Row());
        await journal.StopAsync(CancellationToken.None);

        log.All.Count.ShouldBe(4);
    }

    private static async Task<CallJournal> StartAsync(TestDatabase database, ILogger<CallJournal>? log = null)
    {
        var journal = new CallJournal(database.Source, TimeProvider.System, log ?? NullLogger<CallJournal>.Instance);
        await journal.StartAsync(CancellationToken.None);
        return journal;
    }

    private static Task<int> CountAsync(TestDatabase database) => database.ScalarAsync<int>("SELECT count(*)::int FROM calls");

    private static CallRow Row() => new()
    {
        Id = Guid.CreateVersion7(),
        Node = "pbx",
        Flow = "virtual-number",
        Stage = "attributing",
        Dialled = "+74951112201",
        CallerChannel = "pbx-1",
        StartedAt = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero),
    };
}
