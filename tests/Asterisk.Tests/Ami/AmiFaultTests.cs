using CallControl.Asterisk.Ami;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.Asterisk.Tests.Ami;

public sealed class AmiFaultTests : FakeAmiTest
{
    [Fact]
    public async Task Answers_in_another_order_reach_their_own_actions()
    {
        var asked = new List<string>();
        Server.Answer = action =>
        {
            asked.Add($"Response: Success\r\nActionID: {action["ActionID"]}\r\nMessage: {action["Channel"]}\r\n\r\n");
            return asked.Count < 3 ? null : string.Concat(asked.AsEnumerable().Reverse());
        };
        await using var client = await ReadyClientAsync();

        var answers = await Task.WhenAll("abc".Select(name => client.StopMixMonitorAsync($"{name}", Limit)));

        answers.Select(answer => answer.Message).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task An_action_under_way_when_the_line_is_cut_fails_and_the_client_comes_back()
    {
        await using var client = await ReadyClientAsync();
        var states = new List<AmiState>();
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.StateChanged += state =>
        {
            states.Add(state);
            if (state == AmiState.Ready)
                back.TrySetResult();
        };

        var underWay = client.StopMixMonitorAsync("a", Limit);
        Server.DropAll();

        await Should.ThrowAsync<AmiException>(underWay);
        await back.Task.WaitAsync(Limit);
        states.ShouldBe([AmiState.Waiting, AmiState.Connecting, AmiState.LoggingIn, AmiState.Ready]);
        Server.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task AServer_that_stops_answering_pings_is_left_and_connected_to_again()
    {
        await using var client = await ReadyClientAsync(options =>
        {
            options.PingInterval = TimeSpan.FromMilliseconds(20);
            options.ResponseTimeout = TimeSpan.FromMilliseconds(300);
        });

        await Poll.UntilAsync(() => Server.Connections >= 2, TimeSpan.FromSeconds(10), "connected again");
    }

    [Fact]
    public async Task An_action_without_an_answer_fails_in_its_time()
    {
        await using var client = await ReadyClientAsync(options => options.ResponseTimeout = TimeSpan.FromMilliseconds(100));

        var failure = await Should.ThrowAsync<AmiException>(() => client.StopMixMonitorAsync("a", Limit));

        failure.Message.ShouldContain("no answer");
    }

    [Theory]
    [InlineData("SIP/a\r\nAction: Originate")]
    [InlineData("SIP/a\nX: y")]
    public void A_value_with_a_line_break_is_refused(string value) =>
        Should.Throw<ArgumentException>(() => new AmiAction("MixMonitor").With("Channel", value));

    [Fact]
    public async Task An_action_before_the_link_is_up_fails_at_once()
    {
        await using var client = new AmiClient(new AmiOptions(), TimeProvider.System, Random.Shared, NullLogger<AmiClient>.Instance);

        await Should.ThrowAsync<AmiException>(() => client.PingAsync(Limit));
    }
}
