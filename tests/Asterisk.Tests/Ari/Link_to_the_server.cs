using System.Net;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Link;
using CallControl.Asterisk.Ari.Requests;
using CallControl.TestKit.Network;
using CallControl.TestKit.Processes;

namespace CallControl.Asterisk.Tests.Ari;

[Collection(nameof(AsteriskServer))]
public sealed class Link_to_the_server(AsteriskServer server)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_for_a_channel_that_has_gone_is_an_outcome_over_either_transport(bool restOverHttp)
    {
        await using var link = await ConnectedLink.OpenAsync(server.LinkOptions("gone"));
        link.Link.RestOverHttp = restOverHttp;

        var answer = await link.Client.Channels.AnswerAsync(new ChannelId("no-such-channel"));
        var hangUp = await link.Client.Channels.HangUpAsync(new ChannelId("no-such-channel"), 16);
        var found = await link.Client.Channels.FindAsync(new ChannelId("no-such-channel"));
        await link.Client.Bridges.CreateAsync(new BridgeId("gone-bridge"));
        var added = await link.Client.Bridges.AddChannelsAsync(new BridgeId("gone-bridge"), [new ChannelId("no-such-channel")], true);
        await link.Client.Bridges.DestroyAsync(new BridgeId("gone-bridge"));

        added.ShouldBe(AriOutcome.Gone);
        answer.ShouldBe(AriOutcome.Gone);
        hangUp.ShouldBe(AriOutcome.Gone);
        found.ShouldBeNull();
    }

    [Fact]
    public async Task A_request_that_Asterisk_refuses_is_an_exception_with_its_code()
    {
        await using var link = await ConnectedLink.OpenAsync(server.LinkOptions("refused"));

        var refused = await Should.ThrowAsync<AriRefusedException>(
            link.Client.Channels.OriginateAsync(new ChannelId("refused-1"), new OriginateParameters { Endpoint = "NoTech/1", App = "refused", TimeoutSeconds = 1 }));

        refused.Status.ShouldBeOneOf(400, 500);
    }

    [Fact]
    public async Task Requests_that_are_not_waited_for_are_carried_out_in_their_order()
    {
        await using var link = await ConnectedLink.OpenAsync(server.LinkOptions("order"));
        // A bridge that is destroyed before it is created is Gone. Each has an id of its own: Asterisk takes a moment to free one.
        var requests = Enumerable.Range(0, 25).Select(n => new BridgeId($"order-bridge-{n}"))
            .SelectMany(bridge => new[] { link.Client.Bridges.CreateAsync(bridge), link.Client.Bridges.DestroyAsync(bridge) });

        var outcomes = await Task.WhenAll(requests);

        outcomes.ShouldAllBe(outcome => outcome == AriOutcome.Done);
    }

    [Fact]
    public async Task While_many_requests_wait_on_the_websocket_those_for_other_channels_go_over_HTTP()
    {
        var overHttp = new CountingTransport();
        await using var proxy = Proxy();
        await using var link = await ConnectedLink.OpenAsync(Through(proxy, "beside"), overHttp);

        await link.Client.Channels.AnswerAsync(new ChannelId("lane-is-free"));
        proxy.Freeze();
        var waiting = Wait(link.Client, 20);
        await link.Client.Channels.AnswerAsync(new ChannelId("lane-is-busy"));
        proxy.Restore();
        await Task.WhenAll(waiting);

        overHttp.Sent.ShouldBe(["POST /channels/{channelId}/answer"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hang_up_does_not_overtake_the_dialling_over_HTTP_even_if_nobody_waits_for_that_any_more(bool allOverHttp)
    {
        var overHttp = new CountingTransport { Held = new TaskCompletionSource() };
        await using var proxy = Proxy();
        await using var link = await ConnectedLink.OpenAsync(Through(proxy, "overtaking"), overHttp);
        link.Link.RestOverHttp = allOverHttp;
        var phone = new ChannelId("overtaking-phone");
        using var call = new CancellationTokenSource();

        proxy.Freeze();
        var waiting = allOverHttp ? [] : Wait(link.Client, 20);
        var dialling = link.Client.Channels.OriginateAsync(phone, new OriginateParameters { Endpoint = "PJSIP/nobody", App = "overtaking", TimeoutSeconds = 1 }, call.Token);
        await call.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(dialling);
        var hangUp = link.Client.Channels.HangUpAsync(phone);
        var other = allOverHttp ? link.Client.Channels.AnswerAsync(new ChannelId("overtaking-other")) : Task.CompletedTask;
        var before = overHttp.Sent.ToArray();
        proxy.Restore();
        overHttp.Held.SetResult();
        await Task.WhenAll([.. waiting, hangUp, other]);

        before.ShouldBe(allOverHttp ? ["POST /channels/{channelId}", "POST /channels/{channelId}/answer"] : ["POST /channels/{channelId}"]);
        if (allOverHttp)
            overHttp.Sent.Last().ShouldBe("DELETE /channels/{channelId}");
    }

    [Fact]
    public async Task A_stop_does_not_overtake_the_start_of_its_playback_over_HTTP()
    {
        var overHttp = new CountingTransport { Held = new TaskCompletionSource() };
        await using var proxy = Proxy();
        await using var link = await ConnectedLink.OpenAsync(Through(proxy, "overtaking-playback"), overHttp);
        var playback = new PlaybackId("overtaken");

        proxy.Freeze();
        var waiting = Wait(link.Client, 20);
        var start = link.Client.Channels.PlayAsync(new ChannelId("listener"), playback, ["sound:silence/1"]);
        var stop = link.Client.Playbacks.StopAsync(playback);
        var before = overHttp.Sent.ToArray();
        proxy.Restore();
        overHttp.Held.SetResult();
        await Task.WhenAll([.. waiting, start, stop]);

        before.ShouldBe(["POST /channels/{channelId}/play/{playbackId}"]);
    }

    [Fact]
    public async Task Where_HTTP_cannot_be_reached_requests_take_the_websocket_however_busy()
    {
        using var http = new HttpClient(new SocketsHttpHandler());
        var nobody = new AriHttpTransport(
            http, server.LinkOptions("nobody") with { HttpUrl = new Uri($"http://127.0.0.1:{FreePort.Take()}/") }, TimeProvider.System);
        await using var proxy = Proxy();
        await using var link = await ConnectedLink.OpenAsync(Through(proxy, "nobody"), nobody);

        proxy.Freeze();
        var waiting = Wait(link.Client, 20);
        var answering = link.Client.Channels.AnswerAsync(new ChannelId("nobodys-channel"));
        proxy.Restore();
        await Task.WhenAll(waiting);
        var answer = await answering;

        answer.ShouldBe(AriOutcome.Gone);
    }

    [Fact]
    public async Task Answers_still_come_after_all_unread_events_were_switched_off()
    {
        await using var link = await ConnectedLink.OpenAsync(server.LinkOptions("filter"));

        await link.Client.Applications.AllowEventsAsync("filter", ["StasisStart"]);

        (await link.Client.Asterisk.GetInfoAsync()).System.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_unanswered_originate_tells_its_states_and_its_end_to_the_application()
    {
        await using var link = await ConnectedLink.OpenAsync(server.LinkOptions("originate"));
        var channel = new ChannelId("cc-test-originate");

        // The dialplan rings and then is busy, as a phone that is refused.
        await link.Client.Channels.OriginateAsync(
            channel, new OriginateParameters { Endpoint = "Local/s@callcontrol-away", App = "originate", TimeoutSeconds = 10 });
        var destroyed = await link.UntilAsync<ChannelDestroyed>(e => e.Channel.Id == channel);

        destroyed.Cause.ShouldBe(34, "as the dialplan hangs up");
        link.Events.OfType<StasisStart>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_websocket_of_the_same_application_makes_the_first_stand_by_until_it_has_gone()
    {
        await using var first = await ConnectedLink.OpenAsync(server.LinkOptions("owned"));

        var second = await ConnectedLink.OpenAsync(server.LinkOptions("owned"));
        await first.UntilAsync(AriLinkState.Standby);
        second.Link.State.ShouldBe(AriLinkState.Connected);
        await second.DisposeAsync();
        await first.UntilAsync(AriLinkState.Connected);

        first.Told.Count(told => told == "connected").ShouldBe(2);
    }

    [Fact]
    public async Task An_application_that_nobody_serves_keeps_its_name_as_long_as_it_has_channels()
    {
        await using var observer = await ConnectedLink.OpenAsync(server.LinkOptions("observing"));
        var channel = new ChannelId("cc-test-kept");
        await using (var owner = await ConnectedLink.OpenAsync(server.LinkOptions("kept")))
        {
            await owner.Client.Channels.OriginateAsync(channel, new OriginateParameters { Endpoint = AsteriskServer.Answering, App = "kept", TimeoutSeconds = 10 });
            await owner.UntilAsync<StasisStart>(e => e.Channel.Id == channel);
        }

        // One without channels that was left later has gone: so the first has been seen to be left, too.
        await (await ConnectedLink.OpenAsync(server.LinkOptions("bare"))).DisposeAsync();
        await Poll.UntilAsync(async () => await observer.Client.Applications.FindAsync("bare") is null, TimeSpan.FromSeconds(5), "the other application has gone");

        var kept = await observer.Client.Applications.FindAsync("kept");
        await observer.Client.Channels.HangUpAsync(channel);

        kept.ShouldNotBeNull().ChannelIds.ShouldContain(channel.Value);
        await Poll.UntilAsync(
            async () => (await observer.Client.Channels.ListAsync()).All(left => left.Id != channel), TimeSpan.FromSeconds(5), "the channel has gone");
    }

    [Fact]
    public async Task A_cut_link_fails_what_waits_and_comes_back_by_itself()
    {
        await using var proxy = Proxy();
        await using var link = await ConnectedLink.OpenAsync(Through(proxy, "cut"));

        proxy.Cut();
        await link.UntilAsync(AriLinkState.Disconnected);
        await Should.ThrowAsync<AriTransportException>(link.Client.Asterisk.GetInfoAsync());
        proxy.Restore();
        await link.UntilAsync(AriLinkState.Connected);

        (await link.Client.Asterisk.GetInfoAsync()).System!.Version.ShouldStartWith("22.");
    }

    [Fact]
    public async Task A_frozen_link_is_noticed_by_its_ping_within_the_configured_time()
    {
        await using var proxy = Proxy();
        var options = Through(proxy, "frozen") with { PingInterval = TimeSpan.FromMilliseconds(300), PingTimeout = TimeSpan.FromMilliseconds(700) };
        await using var link = await ConnectedLink.OpenAsync(options);
        var frozen = TimeProvider.System.GetTimestamp();

        proxy.Freeze();
        await Poll.UntilAsync(() => link.Told.Any(told => told.StartsWith("disconnected", StringComparison.Ordinal)), TimeSpan.FromSeconds(10), "the link was noticed to be dead");

        TimeProvider.System.GetElapsedTime(frozen).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    private TcpProxy Proxy() => new(new IPEndPoint(IPAddress.Loopback, server.Pbx.HttpPort));

    private AriLinkOptions Through(TcpProxy proxy, string application)
        => server.LinkOptions(application) with { HttpUrl = new Uri($"http://127.0.0.1:{proxy.Port}"), RequestTimeout = TimeSpan.FromSeconds(2) };

    private static Task[] Wait(AriClient client, int requests) =>
        [.. Enumerable.Range(0, requests).Select(_ => (Task)client.Channels.HangUpAsync(new ChannelId("no-such-channel")))];
}
