using System.Collections.Concurrent;
using CallControl.Asterisk.Ami;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.Asterisk.Tests.Ami;

/// <summary>Calls that a real Asterisk makes when it is asked, and what it tells of them.</summary>
public sealed class AmiOriginateTests : IAsyncLifetime
{
    private const string Mine = "cc-0123456789abcdef0123456789abcdef-e";
    private const string Dialplan = """
        [phones]
        exten => answers,1,Answer()
         same => n,Wait(30)
        exten => rings,1,Ringing()
         same => n,Wait(30)
        exten => busy,1,Busy(1)
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(90));
    private readonly AsteriskPorts _unused = AsteriskPorts.Lease(PbxProfile.Address);
    private readonly AsteriskInstance _asterisk;
    private readonly ConcurrentQueue<AmiEvent> _heard = new();
    private AmiClient? _client;

    public AmiOriginateTests()
    {
        var options = PstnProfile.Create(AsteriskPorts.Lease(PstnProfile.Address), _unused, "ami");
        _asterisk = new AsteriskInstance(options with
        {
            Files = new Dictionary<string, string>(options.Files)
            {
                ["local/extensions.conf"] = Dialplan,
                ["local/manager.conf"] = $"[{options.AmiUser}](+)\nread = call\nwrite = system,call,originate,reporting\n",
            },
        });
    }

    private AmiClient Client => _client!;

    public async Task InitializeAsync()
    {
        await _asterisk.StartAsync(_limit.Token);
        var options = new AmiOptions
        {
            Host = _asterisk.IpAddress,
            Port = _asterisk.AmiPort,
            User = _asterisk.AmiUser,
            Secret = _asterisk.AmiPassword,
            EventMask = "call",
            EventFilters = ["Uniqueid: cc-[0-9a-f]{32}-e[[:space:]]", "ActionID: cc-[0-9a-f]{32}-e[[:space:]]"],
        };
        _client = new AmiClient(options, TimeProvider.System, Random.Shared, NullLogger<AmiClient>.Instance);
        foreach (var name in new[] { "Newchannel", "Newstate", "Hangup", "OriginateResponse" })
            _client.Subscribe(name, _heard.Enqueue);
        _client.Start();
        await _client.WaitUntilReadyAsync(_limit.Token);
    }

    public async Task DisposeAsync()
    {
        await (_client?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _asterisk.DisposeAsync();
        _unused.Dispose();
        _limit.Dispose();
    }

    [Fact]
    public async Task A_call_has_the_id_it_was_given_and_only_its_channel_is_told_of()
    {
        // Somebody else's call, which goes through the same states.
        await _asterisk.CliAsync("channel originate Local/answers@phones application Wait 20");

        var queued = await Client.OriginateAsync(To("answers"), _limit.Token);
        await Poll.UntilAsync(() => Told("OriginateResponse") is not null, Limit, "the outcome is told");
        var channels = await Client.SendListAsync(new AmiAction("CoreShowChannels"), _limit.Token);
        var again = await Client.OriginateAsync(To("answers"), _limit.Token);
        await Poll.UntilAsync(() => _heard.Count(told => told.Name == "OriginateResponse") == 2, Limit, "the second outcome is told");

        queued.Success.ShouldBeTrue(queued.Message);
        channels.Response.Success.ShouldBeTrue(channels.Response.Message);
        var mine = channels.Events.Single(channel => channel.UniqueId == Mine);
        (mine["Application"], mine["ApplicationData"], mine["ChannelStateDesc"]).ShouldBe(("Wait", "30", "Up"));
        channels.Events.Count.ShouldBeGreaterThanOrEqualTo(3);
        // The id is taken: the same call is never made twice.
        again.Success.ShouldBeTrue(again.Message);
        _heard.Select(told => told.Name == "OriginateResponse" ? $"{told.ActionId} {told["Response"]}" : told.UniqueId).Distinct()
            .ShouldBe([Mine, $"{Mine} Success", $"{Mine} Failure"]);
        (await Client.SendListAsync(new AmiAction("CoreShowChannels"), _limit.Token)).Events.Count(channel => channel.UniqueId == Mine).ShouldBe(1);
        await _asterisk.CliAsync("channel request hangup all");
    }

    [Fact]
    public async Task A_phone_that_is_busy_or_rings_too_long_or_does_not_exist_tells_why()
    {
        await Client.OriginateAsync(To("busy"), _limit.Token);
        await Poll.UntilAsync(() => Told("OriginateResponse") is not null && Told("Hangup") is not null, Limit, "busy");
        var busy = (Told("OriginateResponse")!["Reason"], Told("Hangup")!["Cause"]);
        _heard.Clear();

        await Client.OriginateAsync(To("rings") with { Timeout = TimeSpan.FromSeconds(1) }, _limit.Token);
        await Poll.UntilAsync(() => Told("OriginateResponse") is not null && Told("Hangup") is not null, Limit, "no answer");
        var noAnswer = (Told("OriginateResponse")!["Reason"], Told("Hangup")!.UniqueId);
        _heard.Clear();

        await Client.OriginateAsync(To("rings") with { Channel = "PJSIP/nobody" }, _limit.Token);
        await Poll.UntilAsync(() => Told("OriginateResponse") is not null, Limit, "no such phone");
        var nobody = (Told("OriginateResponse")!["Reason"], Told("OriginateResponse")!.ActionId);

        busy.ShouldBe(("5", "17"));
        noAnswer.ShouldBe(("3", Mine));
        nobody.ShouldBe(("0", Mine));
    }

    private static AmiOriginate To(string phone) => new()
    {
        Channel = $"Local/{phone}@phones/n",
        ChannelId = Mine,
        ActionId = Mine,
        Application = "Wait",
        Data = "30",
        Timeout = TimeSpan.FromSeconds(10),
        CallerId = AmiOriginate.ShownAs("Ivan", "+375290000001"),
    };

    private AmiEvent? Told(string name) => _heard.FirstOrDefault(told => told.Name == name);
}
