using System.Net;
using CallControl.Asterisk.Agi;
using CallControl.TestKit.Asterisk;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.Asterisk.Tests.Agi;

public sealed class AgiServerTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<AgiServer> _servers = [];
    private readonly List<Task> _running = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        _servers.ForEach(server => server.Dispose());
        _stopping.Dispose();
    }

    [Fact]
    public async Task A_dialplan_names_a_script_with_arguments_and_gets_variables()
    {
        var server = Start(async (session, cancellation) =>
        {
            await session.SetVariableAsync("ASKED", $"{session.Request.Script}: {string.Join('+', session.Request.Arguments)}", cancellation);
            await session.SetVariableAsync("WHO", $"{session.Request.CallerId} to {session.Request.Extension}", cancellation);
        });

        var asked = await DialplanQuestion.AskAsync(server, "customer-name", "+79161234567", "+74951112201", "0367", "a b");

        asked.Variables["ASKED"].ShouldBe("customer-name: 0367+a b");
        asked.Variables["WHO"].ShouldBe("+79161234567 to +74951112201");
    }

    [Fact]
    public async Task A_hidden_number_is_none()
    {
        var server = Start((session, cancellation) => session.SetVariableAsync("WHO", session.Request.CallerId ?? "nobody", cancellation));

        (await DialplanQuestion.AskAsync(server, "x", "unknown", "s")).Variables["WHO"].ShouldBe("nobody");
    }

    [Theory]
    [InlineData("ООО \"Ромашка\"", "ООО \"Ромашка\"")]
    [InlineData("back\\slash", "back\\slash")]
    [InlineData("two\nlines\r\nSET VARIABLE X \"1\"", "two lines  SET VARIABLE X \"1\"")]
    [InlineData(null, "")]
    public async Task A_value_arrives_whole_and_is_never_a_command(string? value, string expected)
    {
        var server = Start((session, cancellation) => session.SetVariableAsync("NAME", value, cancellation));

        var asked = await DialplanQuestion.AskAsync(server, "x", "1", "s");

        asked.Variables.ShouldBe(new Dictionary<string, string> { ["NAME"] = expected });
    }

    [Theory]
    [InlineData("510 Invalid or unknown command\n")]
    [InlineData("511 Command Not Permitted on a dead channel or intercept routine\n")]
    [InlineData("520-Invalid command syntax.  Proper usage follows:\n Usage: SET VARIABLE\n520 End of proper usage.\n")]
    [InlineData("hello\n")]
    public async Task A_command_that_is_refused_ends_the_session_and_not_the_server(string reply)
    {
        var failures = new List<Exception>();
        var server = Start(async (session, cancellation) =>
        {
            failures.Add(await Should.ThrowAsync<AgiException>(() => session.SetVariableAsync("A", "1", cancellation)));
        });

        await DialplanQuestion.SayAsync(server, "agi_network: yes\n\n", _ => reply);
        await DialplanQuestion.SayAsync(server, "agi_network: yes\n\n", _ => reply);

        failures.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_hang_up_that_is_told_between_the_answers_is_no_answer()
    {
        AgiReply? got = null;
        var server = Start(async (session, cancellation) => got = await session.SendAsync("GET VARIABLE X", cancellation));

        await DialplanQuestion.SayAsync(server, "agi_network: yes\n\n", _ => "HANGUP\n200 result=1 (value)\n");

        got.ShouldBe(new AgiReply(200, 1, "200 result=1 (value)"));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("agi_channel: SIP/1\n\n")]
    [InlineData("\n")]
    public async Task What_is_not_FastAGI_is_hung_up_on(string text)
    {
        var served = 0;
        var server = Start((_, _) => Task.FromResult(served++));

        (await DialplanQuestion.SayAsync(server, text)).Commands.ShouldBeEmpty();
        await DialplanQuestion.AskAsync(server, "x", "1", "s");

        served.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_or_a_request_without_an_end_is_hung_up_on()
    {
        var served = 0;
        var server = Start((_, _) => Task.FromResult(served++));

        await DialplanQuestion.SayAsync(server, new string('a', 100_000));
        await DialplanQuestion.SayAsync(server, string.Concat(Enumerable.Range(0, 1000).Select(n => $"agi_x{n}: y\n")));

        served.ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_lets_the_dialplan_go_on()
    {
        var server = Start((_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation), limit: TimeSpan.FromMilliseconds(100));

        (await DialplanQuestion.AskAsync(server, "x", "1", "s")).Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task Beyond_the_most_sessions_nobody_waits_and_a_place_becomes_free_again()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = Start(
            async (session, cancellation) =>
            {
                began.TrySetResult();
                await hold.Task;
                await session.SetVariableAsync("SERVED", "1", cancellation);
            },
            most: 1);

        var first = DialplanQuestion.AskAsync(server, "x", "1", "s");
        await began.Task;
        var second = await DialplanQuestion.AskAsync(server, "x", "1", "s");
        hold.SetResult();

        second.Commands.ShouldBeEmpty();
        (await first).Variables.Keys.ShouldContain("SERVED");
        (await DialplanQuestion.AskAsync(server, "x", "1", "s")).Variables.Keys.ShouldContain("SERVED");
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.0.0.7", true)]
    [InlineData("10.0.0.7", true)]
    [InlineData("10.0.1.7", false)]
    [InlineData("192.168.0.1", false)]
    public void Only_this_machine_and_those_that_are_named_may_ask(string address, bool allowed) =>
        new AgiServerOptions(new IPEndPoint(IPAddress.Loopback, 0), [IPNetwork.Parse("10.0.0.0/24")], TimeSpan.FromSeconds(1), 1)
            .Allows(IPAddress.Parse(address)).ShouldBe(allowed);

    private IPEndPoint Start(Func<AgiSession, CancellationToken, Task> serve, TimeSpan? limit = null, int most = 10)
    {
        var options = new AgiServerOptions(new IPEndPoint(IPAddress.Loopback, 0), [], limit ?? TimeSpan.FromSeconds(10), most);
        var server = new AgiServer(options, serve, TimeProvider.System, NullLogger<AgiServer>.Instance);
        server.Start();
        _servers.Add(server);
        _running.Add(server.RunAsync(_stopping.Token));
        return server.Address;
    }
}
