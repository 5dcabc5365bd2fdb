using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>More comes over the websocket than anybody reads, and what comes makes no sense. The calls in progress must not feel it.</summary>
[Collection(nameof(OutboundFaultLab))]
public sealed class Floods_of_messages(OutboundFaultLab lab) : FaultTest(lab.Lab)
{
    private const int Flood = 5000;

    [Fact]
    public async Task Thousands_of_events_that_nobody_reads_are_counted_and_the_call_in_progress_goes_on()
    {
        using var asterisk = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Lab.Pbx.AriAddress };
        asterisk.DefaultRequestHeaders.Authorization = Credentials;
        var others = await MetricAsync("callcontrol_ari_events_total", "type=\"other\"");
        using var noFilter = new StringContent("{}", Encoding.UTF8, "application/json");
        (await asterisk.PutAsync(new Uri("applications/callcontrol/eventFilter", UriKind.Relative), noFilter)).EnsureSuccessStatusCode();
        var caller = await CallAsync(Caller, 101);

        var flood = Parallel.ForAsync(0, Flood, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancellation) =>
        {
            var variables = new { variables = new { number = $"{number}", text = new string('x', number % 2000) } };
            using var body = new StringContent(JsonSerializer.Serialize(variables), Encoding.UTF8, "application/json");
            using var response = await asterisk.PostAsync(new Uri("events/user/Flood?application=callcontrol", UriKind.Relative), body, cancellation);
            response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(cancellation));
        });
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550101");
        await owner.AnswerAsync();
        var talk = await ToneTalk.BeginAsync(caller, owner);
        await flood;
        await talk.GoOnAsync();
        await talk.CallerHangsUpAsync();

        talk.ShouldBeUnbroken();
        (await StoredCall.OfAsync(Lab, Caller)).End.ShouldBe("caller.hung_up");
        (await MetricAsync("callcontrol_ari_events_total", "type=\"other\"") - others).ShouldBeGreaterThanOrEqualTo(Flood);
        (await MetricAsync("callcontrol_calls_mailbox_overflows_total")).ShouldBe(0);
        await UntilNoCallIsLeftAsync();
        IsStillAlive();
    }

    [Fact]
    public async Task Messages_that_make_no_sense_are_skipped_and_counted_and_the_talk_goes_on()
    {
        var talk = await TalkAsync(Caller, 102);
        var skipped = await MetricAsync("callcontrol_ari_messages_broken_total");

        // Takes Asterisk's place for a moment, until Asterisk comes back half a second later.
        using (var stranger = await ConnectAsync())
        {
            foreach (var message in Nonsense(talk.Caller.Id.Value))
                await stranger.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            await Poll.UntilAsync(
                async () => await MetricAsync("callcontrol_ari_messages_broken_total") - skipped >= Nonsense("").Count, TimeSpan.FromSeconds(5), "each is counted");
        }

        await UntilAllIsWellAsync();
        await talk.GoOnAsync();
        await talk.OwnerHangsUpAsync();

        talk.ShouldBeUnbroken();
        (await StoredCall.OfAsync(Lab, Caller, recorded: true)).End.ShouldBe("owner.hung_up");
        await UntilNoCallIsLeftAsync();
        IsStillAlive();
    }

    [Fact]
    public async Task A_websocket_that_sends_more_than_any_message_has_or_bytes_instead_of_text_is_closed_and_Asterisk_comes_back()
    {
        var talk = await TalkAsync(Caller, 101);

        using (var endless = await ConnectAsync())
            await SendUntilClosedAsync(endless, [.. Enumerable.Repeat((byte)' ', 1 << 20)], WebSocketMessageType.Text);
        await UntilAllIsWellAsync();
        using (var garbled = await ConnectAsync())
            await SendUntilClosedAsync(garbled, [0xff, 0xfe, 0xfd], WebSocketMessageType.Text);
        await UntilAllIsWellAsync();
        await talk.CallerHangsUpAsync();

        (await StoredCall.OfAsync(Lab, Caller, recorded: true)).End.ShouldBe("caller.hung_up");
        await UntilNoCallIsLeftAsync();
        IsStillAlive();
    }

    private AuthenticationHeaderValue Credentials
        => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Lab.Pbx.AriUser}:{Lab.Pbx.AriPassword}")));

    private static IReadOnlyList<string> Nonsense(string channel) =>
    [
        "", "{", "}", "null", "[]", "42", "\"StasisEnd\"", "{}", "{\"type\":", "{\"type\":null}", "{\"type\":7}", "{\"type\":{}}",
        "{\"type\":\"\\ud800\"}",
        "{\"type\":\"StasisEnd\"}",
        "{\"type\":\"StasisEnd\",\"channel\":null}",
        "{\"type\":\"StasisEnd\",\"channel\":[]}",
        "{\"type\":\"StasisEnd\",\"channel\":\"" + channel + "\"}",
        "{\"type\":\"StasisEnd\",\"channel\":{\"id\":null}}",
        "{\"type\":\"StasisEnd\",\"timestamp\":\"yesterday\",\"channel\":{\"id\":\"" + channel + "\"}}",
        "{\"type\":\"ChannelDtmfReceived\",\"digit\":1,\"channel\":{\"id\":\"" + channel + "\"}}",
        "{\"type\":\"ChannelDestroyed\",\"cause\":\"many\",\"channel\":{\"id\":\"" + channel + "\"}}",
        "{\"type\":\"ChannelDestroyed\",\"cause\":99999999999999999999,\"channel\":{\"id\":\"" + channel + "\"}}",
        "{\"type\":\"StasisStart\",\"args\":null,\"channel\":{\"id\":\"x\"}}",
        "{\"type\":\"RESTResponse\"}",
        "{\"type\":\"RESTResponse\",\"request_id\":1,\"status_code\":200}",
        "{\"type\":\"RESTResponse\",\"request_id\":\"1\",\"status_code\":\"200\"}",
        "{\"type\":\"RESTResponse\",\"request_id\":\"1\",\"status_code\":99999999999}",
        "{\"type\":\"StasisEnd\"} {\"type\":\"StasisEnd\"}",
        new string('[', 5000),
    ];

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("ari");
        socket.Options.SetRequestHeader("Authorization", Credentials.ToString());
        // Past the wires, as somebody would who has the password.
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Lab.App.Port}/ari/pbx"), CancellationToken.None);
        return socket;
    }

    private static async Task SendUntilClosedAsync(ClientWebSocket socket, byte[] part, WebSocketMessageType type)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var closed = Task.Run(async () =>
        {
            var buffer = new byte[4096];
            while ((await socket.ReceiveAsync(buffer, limit.Token)).MessageType != WebSocketMessageType.Close)
            {
                // Requests to Asterisk.
            }
        });
        try
        {
            while (!closed.IsCompleted)
                await socket.SendAsync(part, type, endOfMessage: false, limit.Token);
            await closed;
        }
        catch (Exception e) when (!limit.IsCancellationRequested && e is WebSocketException or IOException or OperationCanceledException)
        {
            // That is what was waited for.
        }
    }
}
