using System.Net;
using System.Text.Json;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using CallControl.Calls;
using CallControl.Nodes;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Channel = CallControl.Asterisk.Ari.Model.Channel;

namespace CallControl.CallControl.Tests.Overload;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class OverloadTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly List<Call> _calls = [];
    private readonly Messages _log = new();
    private TestDatabase _database = null!;
    private RunningApp _app = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateEmptyAsync(postgres);
        _app = await RunningApp.StartWithAsync(
            _database, builder => builder.Services.AddSingleton<ILoggerProvider>(_log),
            "--Asterisk:Nodes:0:MaxCalls=5", "--Overload:LeasesUpTo=80", "--Overload:JournalBehind=00:00:01", "--Overload:RetryAfter=00:00:12");
        await _database.AddNumbersAsync(2);
        await _database.AddListingsAsync(101);
    }

    public async Task DisposeAsync()
    {
        foreach (var call in _calls)
            call.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_nearly_full_node_sheds_leases_and_gives_the_owners_own_number()
    {
        Stand(3);
        using var below = await LeaseAsync(101);
        Stand(1);

        using var near = await LeaseAsync(101);
        using var unknown = await LeaseAsync(999);

        below.StatusCode.ShouldBe(HttpStatusCode.OK);
        near.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        near.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(12));
        var problem = JsonElement.Parse(await near.Content.ReadAsStringAsync());
        problem.GetProperty("owner_phone").GetString().ShouldBe("+79035550101");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _database.ScalarAsync<long>("SELECT count(*) FROM call_tracking")).ShouldBe(1);
    }

    [Fact]
    public async Task A_journal_that_is_behind_sheds_leases_until_it_has_caught_up()
    {
        await using var connection = await _database.Source.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using (var hold = connection.CreateCommand())
        {
            hold.CommandText = "LOCK TABLE calls IN SHARE MODE";
            await hold.ExecuteNonQueryAsync();
        }

        _app.Service<CallJournal>().Write(Row());
        await Poll.UntilAsync(async () => await StatusAsync() == HttpStatusCode.ServiceUnavailable, Limit, "leases are shed");
        await holding.CommitAsync();

        await Poll.UntilAsync(async () => await StatusAsync() == HttpStatusCode.OK, Limit, "leases are given again");
    }

    [Fact]
    public async Task A_flood_beyond_the_limit_leaves_a_row_for_each_caller_and_one_line_in_the_log()
    {
        const int Flood = 200;
        Stand(5);
        var node = _app.Service<NodeDirectory>().All.Single();

        for (var caller = 0; caller < Flood; caller++)
            _app.Service<IncomingCalls>().Take(Arrival($"flood-{caller}", $"8916000{caller:0000}"), node.Environment);

        await Poll.UntilAsync(
            async () => await _database.ScalarAsync<long>("SELECT count(*) FROM calls WHERE end_side = 'system' AND end_reason = 'overload' AND ended_at = started_at") == Flood,
            Limit, "every refused caller has a row");
        node.Calls.Count.ShouldBe(5);
        _log.Count(id: 2500).ShouldBe(1);
        (await _database.ScalarAsync<string>("SELECT min(caller) FROM calls")).ShouldBe("+79160000000");
    }

    private async Task<HttpStatusCode> StatusAsync()
    {
        using var response = await LeaseAsync(101);
        return response.StatusCode;
    }

    private Task<HttpResponseMessage> LeaseAsync(long listing) =>
        _app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/get-virtual-number?listing_id={listing}") { Headers = { { "User-Agent", "Mozilla/5.0" } } });

    /// <summary>Calls that are there and do nothing.</summary>
    private void Stand(int calls)
    {
        var environment = _app.Service<NodeDirectory>().All.Single().Environment;
        for (var standing = 0; standing < calls; standing++)
        {
            var row = Row();
            var call = new Call(new CallId(row.Id), row, new Leg(new ChannelId(row.CallerChannel), LegRole.Caller), environment);
            environment.Directory.Add(call.Caller.Id, call);
            _calls.Add(call);
        }
    }

    private static StasisStart Arrival(string channel, string caller) => new()
    {
        Args = ["virtual-number"],
        Channel = new Channel
        {
            Id = new ChannelId(channel),
            Name = $"PJSIP/trunk-{channel}",
            State = "Ring",
            Caller = new() { Name = "", Number = caller },
            Connected = new() { Name = "", Number = "" },
            Dialplan = new() { Context = "from-trunk", Exten = "+74951112201", Priority = 3 },
            Creationtime = TimeProvider.System.GetUtcNow(),
        },
    };

    private static CallRow Row()
    {
        var id = CallId.New(TimeProvider.System.GetUtcNow());
        return new CallRow
        {
            Id = id.Value,
            Node = "pbx",
            Flow = "virtual-number",
            Stage = "talking",
            Dialled = "+74951112201",
            CallerChannel = id.InAsterisk,
            StartedAt = TimeProvider.System.GetUtcNow(),
        };
    }

    private sealed class Messages : ILoggerProvider, ILogger
    {
        private readonly List<int> _ids = [];

        public int Count(int id)
        {
            lock (_ids)
                return _ids.Count(logged => logged == id);
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_ids)
                _ids.Add(eventId.Id);
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
