using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.MoySklad;
using Npgsql;

namespace CallControl.EndToEnd.Tests.Cdr;

/// <summary>Calls of which only the records of a real Asterisk know, since CallControl was away.</summary>
public sealed class Calls_in_call_records(CdrLab records) : IClassFixture<CdrLab>, IAsyncLifetime
{
    public const string Number = "+74951112201";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static int _nextCaller = 100;

    private readonly CallControlLab _lab = records.Lab;
    private readonly string _caller = $"+7916002{Interlocked.Increment(ref _nextCaller):0000}";

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _lab.EndTestAsync();

    [Fact]
    public async Task A_caller_who_was_refused_while_it_was_away_is_a_missed_call_in_the_CRM_without_a_pop_up()
    {
        await _lab.App.StopAsync();
        await _lab.Pbx.CliAsync("dialplan set global CALLCONTROL_AWAY_TRIES 1");

        var began = TimeProvider.System.GetUtcNow();
        var caller = await _lab.Pstn.CallAsync(_caller, Number);
        (await caller.WaitForHangUpAsync()).SipCode.ShouldBe(503);
        var ended = TimeProvider.System.GetUtcNow();
        await _lab.App.StartAsync();
        var call = await ToldAsync();

        call.IsIncoming.ShouldBeTrue();
        call.Events.ShouldBeEmpty("no pop-up");
        call.Duration.ShouldBeNull("nobody talked");
        // Moscow's time, as MoySklad writes it.
        var started = TimeOf(call.StartTime);
        var over = TimeOf(call.EndTime!);
        started.ShouldBeInRange(began.AddSeconds(-2), began.AddSeconds(2));
        over.ShouldBeInRange(ended.AddSeconds(-2), ended.AddSeconds(2));
        records.Account.Counterparties.ShouldContain(client => client.Phone == _caller, "the client was added");
    }

    [Fact]
    public async Task A_call_that_ended_while_it_was_away_ends_when_it_ended_and_is_told_once()
    {
        var ended = await TalkAndHangUpUnseenAsync();
        await _lab.App.StartAsync();
        var stored = await StoredCall.OfAsync(_lab, _caller);
        var call = await ToldAsync();

        new DateTimeOffset(stored.EndedAt!.Value, TimeSpan.Zero).ShouldBeInRange(ended.AddSeconds(-2), ended.AddSeconds(1));
        stored.Stage.ShouldBe("talking");
        call.ExternalId.ShouldBe(stored.Id.ToString());
        TimeOf(call.EndTime!).ShouldBeInRange(ended.AddSeconds(-3), ended.AddSeconds(2));
        // Its record is not taken for a second call.
        await SettledAsync();
        records.Account.Calls.ToArray().Count(known => known.Number == call.Number).ShouldBe(1);
    }

    [Fact]
    public async Task Its_end_is_found_although_the_database_says_late_whose_call_it_was()
    {
        var ended = await TalkAndHangUpUnseenAsync();

        await using (var other = await _lab.Database.OpenConnectionAsync())
        {
            await using var writing = await other.BeginTransactionAsync();
            await using var alone = new NpgsqlCommand("LOCK TABLE calls IN EXCLUSIVE MODE", other, writing);
            await alone.ExecuteNonQueryAsync();
            await _lab.App.LaunchAsync();
            await Poll.UntilAsync(async () => (await File.ReadAllTextAsync(_lab.LogFile)).Contains("the database did not say which calls are to be taken over", StringComparison.Ordinal),
                Patience, "the calls can't be taken over");
        }

        var stored = await StoredCall.OfAsync(_lab, _caller);
        new DateTimeOffset(stored.EndedAt!.Value, TimeSpan.Zero).ShouldBeInRange(ended.AddSeconds(-2), ended.AddSeconds(1));
        await ToldAsync();
    }

    private static DateTimeOffset TimeOf(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(3));

    /// <returns>When the caller hung up; that is a while ago.</returns>
    private async Task<DateTimeOffset> TalkAndHangUpUnseenAsync()
    {
        var caller = await _lab.Pstn.CallAsync(_caller, Number);
        await caller.WaitForAnswerAsync();
        await caller.WaitUntilHeardAsync(heard => Loudness.FindSound(heard, TimeSpan.FromSeconds(1)).Count > 0, "the greeting begin");
        await caller.PressAsync("1");
        var owner = await _lab.Pstn.ExpectCallAsync("+79035550102");
        await owner.AnswerAsync();
        await Poll.UntilAsync(async () => await StoredCall.CountEventsAsync(_lab, _caller, "stage talking") == 1, Patience, "they talk");

        await _lab.App.KillAsync();
        await caller.HangUpAsync();
        var ended = TimeProvider.System.GetUtcNow();
        // So long that an end which is only noticed now would be wrong.
        await Poll.UntilAsync(() => TimeProvider.System.GetUtcNow() - ended > TimeSpan.FromSeconds(5), Patience, "time goes by");
        return ended;
    }

    private async Task<StubCall> ToldAsync()
    {
        await Poll.UntilAsync(() => Find() is { EndTime: not null }, Patience, "the call is in MoySklad");
        return Find()!;

        StubCall? Find() => records.Account.Calls.ToArray().FirstOrDefault(call => call.Number.EndsWith(_caller[1..], StringComparison.Ordinal));
    }

    /// <summary>All that Asterisk has written is read.</summary>
    private async Task SettledAsync()
    {
        var file = new FileInfo(_lab.Pbx.HostPath(_lab.Pbx.CallRecordsPath));
        await Poll.UntilAsync(async () =>
        {
            file.Refresh();
            await using var position = _lab.Database.CreateCommand("SELECT position FROM cdr_positions WHERE node = 'pbx'");
            return await position.ExecuteScalarAsync() is long read && read == file.Length;
        }, Patience, "the call records are read");
    }
}
