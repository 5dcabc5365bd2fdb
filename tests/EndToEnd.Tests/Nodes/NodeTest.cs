using System.Text.RegularExpressions;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Processes;
using Xunit.Abstractions;

namespace CallControl.EndToEnd.Tests.Nodes;

/// <summary>Several calls at once, on several nodes.</summary>
public abstract partial class NodeTest(NodesLab lab, ITestOutputHelper output) : CallTest(lab.Lab)
{
    /// <summary>The time in which calls change hands.</summary>
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    protected NodesLab Nodes { get; } = lab;

    /// <summary>Another caller, and a third.</summary>
    protected string Other => Caller.Replace("+7916000", "+7916222", StringComparison.Ordinal);

    /// <inheritdoc cref="Other"/>
    protected string Third => Caller.Replace("+7916000", "+7916333", StringComparison.Ordinal);

    protected async Task<ToneTalk> TalkAsync(string from, long listing, string trunk = "pbx")
    {
        var (caller, owner) = await RingAsync(from, listing, trunk);
        await owner.AnswerAsync();
        await HearsAsync(owner, $"Звонок с сайта по объекту номер {listing}.");
        var talk = await ToneTalk.BeginAsync(caller, owner);
        await UntilAsync(from, "recording started", 1);
        return talk;
    }

    protected async Task<(PhoneCall Caller, PhoneCall Owner)> RingAsync(string from, long listing, string trunk = "pbx")
    {
        var caller = await Lab.Pstn.CallAsync(from, await LeaseAsync(listing, from), trunk);
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync($"+79035550{listing}");
        await owner.RingAsync();
        await UntilAsync(from, $"rings +79035550{listing}", 1);
        return (caller, owner);
    }

    /// <summary>Waits until something has happened in a caller's present call so many times.</summary>
    protected Task UntilAsync(string caller, string happened, int times)
        => Poll.UntilAsync(async () => await StoredCall.CountEventsAsync(Lab, caller, happened) >= times, TimeSpan.FromSeconds(20), $"{times} x {happened}");

    /// <summary>Waits until a call has changed hands so many times.</summary>
    protected async Task UntilTakenOverAsync(string caller, int times, long since)
    {
        await Poll.UntilAsync(async () => await StoredCall.TakeoversAsync(Lab, caller) >= times, TimeSpan.FromSeconds(15), $"the call of {caller} is taken over");
        var took = TimeProvider.System.GetElapsedTime(since);
        output.WriteLine($"{caller} ({(await NodeCall.OfAsync(Lab, caller)).Node}): taken over after {took.TotalMilliseconds:0} ms");
        took.ShouldBeLessThan(Limit);
    }

    /// <summary>Waits until a process has no call.</summary>
    protected static async Task UntilIdleAsync(CallControlProcess process)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = process.BaseAddress };
        await Poll.UntilAsync(
            async () => LiveCalls().Matches(await http.GetStringAsync(new Uri("metrics", UriKind.Relative))).All(line => line.Groups[1].Value == "0"),
            Limit, "the process has let go of its calls");
    }

    /// <summary>One row, one end, one phone rung, one recording.</summary>
    protected async Task<NodeCall> ShouldBeHandledOnceAsync(string caller, int recordings = 1)
    {
        var call = await NodeCall.OfAsync(Lab, caller);
        call.Rows.ShouldBe(1);
        call.Ends.ShouldBe(1);
        call.Dials.ShouldBe(1);
        call.Recordings.ShouldBe(recordings);
        return call;
    }

    [GeneratedRegex(@"^callcontrol_calls_live\{.*\} (\d+)", RegexOptions.Multiline)]
    private static partial Regex LiveCalls();
}
