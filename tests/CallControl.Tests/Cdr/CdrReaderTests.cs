using CallControl.CallControl.Tests.Delivery;
using CallControl.CallControl.Tests.Storage;
using CallControl.Cdr;
using CallControl.Crm.Contracts;
using CallControl.TestKit.Processes;

namespace CallControl.CallControl.Tests.Cdr;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class CdrReaderTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Node = "pbx";
    private const string Endpoint = "PJSIP/{number}";

    private readonly string _folder = Directory.CreateTempSubdirectory("cdr").FullName;
    private CrmApp _app = null!;
    private CdrReader _reader = null!;
    private CdrFile _file = null!;

    public async Task InitializeAsync()
    {
        _app = await CrmApp.StartAsync(postgres);
        // The number is leased to listing 101, which is of enterprise 0367.
        await _app.Database.ExecuteAsync("""
            INSERT INTO virtual_numbers (phone, is_busy, assigned_listing_id, assigned_at, assigned_until)
            VALUES ('+74951112201', TRUE, 101, now(), now() + interval '30 minutes')
            """);
        _reader = _app.Api.App.Service<CdrReader>();
        _file = new CdrFile(Path.Combine(_folder, "callcontrol.csv"));
        (await _reader.BeginAsync(Node, _file, default)).ShouldBeTrue();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_call_nobody_saw_is_told_once_as_recovered_with_its_client_and_times()
    {
        Write(CdrLines.Line("pbx-1.1"));

        (await ReadAsync()).ShouldBe(1);
        (await ReadAsync()).ShouldBe(0);
        var ended = await ToldAsync();

        ended.Recovered.ShouldBeTrue();
        (ended.Result, ended.Waited, ended.Talked, ended.By).ShouldBe((CallResult.NoAnswer, TimeSpan.FromSeconds(20), TimeSpan.Zero, null));
        (ended.Call.Direction, ended.Call.Client, ended.Call.Line, ended.Call.StartedAt)
            .ShouldBe((CallDirection.Incoming, PhoneNumber.Parse("+375447034448"), PhoneNumber.Parse("+74951112201"), CdrLines.Noon));
        _app.Vendor.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_call_that_the_dialplan_put_through_has_its_extension_its_talk_and_its_recording()
    {
        // Asterisk writes a record per phone that was tried.
        Write(CdrLines.Line("pbx-1.1", channel: "PJSIP/150-00000001", seconds: 10)
            + CdrLines.Line("pbx-1.1", channel: "PJSIP/151-00000002", second: 10, answered: 5, seconds: 65, user: "https://pbx.example.com/1.mp3"));

        (await ReadAsync()).ShouldBe(1);
        var ended = await ToldAsync();

        (ended.Result, ended.Waited, ended.Talked, ended.By).ShouldBe((CallResult.Answered, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), new CallParty("151", null)));
        ended.Recording!.ToString().ShouldBe("https://pbx.example.com/1.mp3");
        await Poll.UntilAsync(() => _app.Vendor.Seen.OfType<RecordingReady>().Any(), TimeSpan.FromSeconds(10), "the recording is told");
    }

    [Fact]
    public async Task Known_calls_our_own_legs_blocked_callers_and_other_numbers_are_not_told()
    {
        await _app.Database.ExecuteAsync("""
            INSERT INTO calls (id, node, flow, stage, dialled, caller_channel, started_at, ended_at)
            VALUES (gen_random_uuid(), 'pbx', 'virtual-number', 'talking', '+74951112201', 'pbx-1.1', @Noon, @Noon)
            """, new { CdrLines.Noon });
        await _app.Database.ExecuteAsync("INSERT INTO blocked_callers (phone) VALUES ('+79160000666')");
        Write(CdrLines.Line("pbx-1.1") + CdrLines.Line("cc-0123456789abcdef0123456789abcdef-o1") + CdrLines.Line("pbx-1.2", from: "+79160000666")
            + CdrLines.Line("pbx-1.3", to: "+74951112299") + CdrLines.Line("pbx-1.4", to: "152") + CdrLines.Line("pbx-1.5", to: "s"));

        (await ReadAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_there_before_is_not_told_and_what_has_just_ended_is_told_later()
    {
        var old = new CdrFile(Path.Combine(_folder, "old.csv"));
        await File.WriteAllTextAsync(old.Path, CdrLines.Line("pbx-1.1"));
        (await _reader.BeginAsync("old", old, default)).ShouldBeTrue();
        (await _reader.BeginAsync("old", old, default)).ShouldBeFalse();
        var justEnded = (int)(TimeProvider.System.GetUtcNow() - CdrLines.Noon).TotalSeconds - 25;

        Write(CdrLines.Line("pbx-1.2", second: justEnded) + CdrLines.Line("pbx-1.3"));

        (await _reader.ReadAsync("old", Endpoint, old, default)).ShouldBe(0);
        (await ReadAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Ends_of_calls_are_found_in_what_was_not_read_yet()
    {
        Write(CdrLines.Line("pbx-1.1", seconds: 10) + CdrLines.Line("pbx-1.2", seconds: 11) + CdrLines.Line("pbx-1.1", seconds: 12));

        var ends = await _reader.FindEndsAsync(Node, _file, new HashSet<string> { "pbx-1.1", "pbx-1.9" }, default);

        ends.ShouldHaveSingleItem().ShouldBe(new("pbx-1.1", CdrLines.Noon.AddSeconds(12)));
    }

    private void Write(string lines) => File.AppendAllText(_file.Path, lines);

    private Task<int> ReadAsync() => _reader.ReadAsync(Node, Endpoint, _file, default);

    private async Task<CallEnded> ToldAsync()
    {
        await Poll.UntilAsync(() => _app.Vendor.Seen.OfType<CallEnded>().Any(), TimeSpan.FromSeconds(10), "the CRM is told");
        return _app.Vendor.Seen.OfType<CallEnded>().Single();
    }
}
