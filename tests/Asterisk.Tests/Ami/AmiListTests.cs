using CallControl.Asterisk.Ami;
using CallControl.TestKit.Processes;

namespace CallControl.Asterisk.Tests.Ami;

/// <summary>Answers of many packets and events, against a server that sends exactly what the test says.</summary>
public sealed class AmiListTests : FakeAmiTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_list_is_whole_and_what_comes_between_goes_to_the_subscribers()
    {
        Server.Answer = action => action["Action"] == "CoreShowChannels"
            ? $"""
               Response: Success
               ActionID: {action["ActionID"]}
               EventList: start
               Message: Channels will follow

               Event: CoreShowChannel
               ActionID: {action["ActionID"]}
               Channel: PJSIP/a-1

               Event: Hangup
               Uniqueid: other
               Cause: 16

               Event: CoreShowChannel
               ActionID: {action["ActionID"]}
               Channel: PJSIP/b-2

               Event: CoreShowChannelsComplete
               ActionID: {action["ActionID"]}
               EventList: Complete
               ListItems: 2


               """.ReplaceLineEndings("\r\n")
            : null;
        await using var client = await ReadyClientAsync();
        var heard = new List<AmiEvent>();
        using var subscription = client.Subscribe("hangup", heard.Add);

        var list = await client.SendListAsync(new AmiAction("CoreShowChannels"), Limit);

        list.Response.Success.ShouldBeTrue();
        list.Events.Select(element => element["Channel"]).ShouldBe(["PJSIP/a-1", "PJSIP/b-2"]);
        heard.ShouldHaveSingleItem().UniqueId.ShouldBe("other");
    }

    [Fact]
    public async Task A_refused_list_has_no_elements()
    {
        Server.Answer = action => $"Response: Error\r\nActionID: {action["ActionID"]}\r\nMessage: No endpoints found\r\n\r\n";
        await using var client = await ReadyClientAsync();

        var list = await client.SendListAsync(new AmiAction("PJSIPShowEndpoints"), Limit);

        (list.Response.Success, list.Response.Message, list.Events.Count).ShouldBe((false, "No endpoints found", 0));
    }

    [Fact]
    public async Task A_list_that_never_ends_fails_in_its_time()
    {
        Server.Answer = action => action["Action"] == "CoreShowChannels" ? $"Response: Success\r\nActionID: {action["ActionID"]}\r\nEventList: start\r\n\r\n" : null;
        await using var client = await ReadyClientAsync(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(100));

        var failure = await Should.ThrowAsync<AmiException>(() => client.SendListAsync(new AmiAction("CoreShowChannels"), Limit));

        failure.Message.ShouldContain("no answer");
    }

    [Fact]
    public async Task Events_are_asked_for_after_their_filters_again_at_every_connect()
    {
        var seen = new List<string>();
        Server.Answer = action =>
        {
            lock (seen)
                seen.Add($"{action["Action"]} {action.GetValueOrDefault("Filter") ?? action.GetValueOrDefault("EventMask")}");
            return $"Response: Success\r\nActionID: {action["ActionID"]}\r\n\r\n";
        };
        await using var client = await ReadyClientAsync(options => (options.EventMask, options.EventFilters) = ("call", ["Event: Hangup"]));

        Server.DropAll();

        await Poll.UntilAsync(() => Server.Connections == 2 && client.State == AmiState.Ready, Patience, "connected again");
        seen.ShouldBe(["Filter Event: Hangup", "Events call", "Filter Event: Hangup", "Events call"]);
    }

    [Fact]
    public async Task A_subscriber_that_throws_costs_nobody_the_link_and_one_that_has_ended_hears_nothing()
    {
        Server.Answer = action => $"Event: Hangup\r\nUniqueid: 1\r\n\r\nResponse: Success\r\nActionID: {action["ActionID"]}\r\n\r\n";
        await using var client = await ReadyClientAsync();
        var (first, second) = (0, 0);
        using var broken = client.Subscribe("Hangup", _ => throw new InvalidOperationException("a mistake"));
        var ended = client.Subscribe("Hangup", _ => first++);
        using var heard = client.Subscribe("Hangup", _ => second++);

        await client.PingAsync(Limit);
        ended.Dispose();
        await client.PingAsync(Limit);

        (first, second).ShouldBe((1, 2));
    }

    [Fact]
    public async Task An_id_of_ones_own_is_sent_and_not_used_twice_at_once()
    {
        await using var client = await ReadyClientAsync(options => options.ResponseTimeout = TimeSpan.FromSeconds(1));

        var first = client.SendAsync(new AmiAction("Originate") { Id = "mine" }, Limit);
        var second = await Should.ThrowAsync<AmiException>(() => client.SendAsync(new AmiAction("Originate") { Id = "mine" }, Limit));

        second.Message.ShouldContain("mine");
        await Should.ThrowAsync<AmiException>(first);
    }

    [Theory]
    [InlineData("Ivan \"Vanya\" <100>\r\nAction: Hangup", "\"Ivan Vanya 100Action: Hangup\" <+375290000001>")]
    [InlineData("ООО «Ромашка»", "\"ООО «Ромашка»\" <+375290000001>")]
    [InlineData(" \n ", "+375290000001")]
    [InlineData(null, "+375290000001")]
    public void A_name_on_a_display_can_end_nothing(string? name, string shown) => AmiOriginate.ShownAs(name, "+375290000001").ShouldBe(shown);
}
