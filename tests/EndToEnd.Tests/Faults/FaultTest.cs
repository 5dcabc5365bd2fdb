using System.Net;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>What tests of faults have in common: talks that must not be interrupted, and what CallControl says of its own state.</summary>
public abstract class FaultTest(CallControlLab lab) : CallTest(lab)
{
    private readonly int _process = lab.App.ProcessId ?? throw new InvalidOperationException("CallControl does not run.");

    /// <summary>It is still the process that it was.</summary>
    protected void IsStillAlive()
    {
        Lab.App.IsRunning.ShouldBeTrue(Lab.App.LastOutput);
        Lab.App.ProcessId.ShouldBe(_process);
    }

    /// <summary>The caller's phone after his greeting began; he has pressed nothing yet.</summary>
    protected async Task<PhoneCall> CallAsync(string caller, long listing)
    {
        var phone = await Lab.Pstn.CallAsync(caller, await LeaseAsync(listing, visitor: caller));
        await GreetedAsync(phone);
        return phone;
    }

    protected async Task<(PhoneCall Caller, PhoneCall Owner)> RingAsync(string caller, long listing)
    {
        var phone = await CallAsync(caller, listing);
        await phone.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync($"+79035550{listing}");
        await owner.RingAsync();
        return (phone, owner);
    }

    /// <summary>Both talk, each with a tone of his own, and the talk is being recorded.</summary>
    protected async Task<ToneTalk> TalkAsync(string caller, long listing)
    {
        var (phone, owner) = await RingAsync(caller, listing);
        await owner.AnswerAsync();
        var talk = await ToneTalk.BeginAsync(phone, owner);
        await Poll.UntilAsync(
            async () => await StoredCall.CountEventsAsync(Lab, caller, "recording started") > 0, TimeSpan.FromSeconds(20), "the recording has begun");
        return talk;
    }

    /// <summary>What <c>/health/ready</c> says of one part: healthy, degraded or unhealthy.</summary>
    protected async Task<string> HealthAsync(string part)
    {
        using var response = await Lab.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var report = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        var isReady = response.StatusCode == HttpStatusCode.OK;
        isReady.ShouldBe(report["status"]!.GetValue<string>() != "unhealthy");
        return report["checks"]![part]!["status"]!.GetValue<string>();
    }

    protected Task UntilHealthIsAsync(string part, string status, TimeSpan within)
        => Poll.UntilAsync(async () => await HealthAsync(part) == status, within, $"/health/ready says that {part} is {status}");

    protected async Task UntilAllIsWellAsync()
    {
        foreach (var part in new[] { "ari", "ami", "database" })
            await UntilHealthIsAsync(part, "healthy", TimeSpan.FromSeconds(20));
    }

    /// <summary>The sum of a metric's series that have all of these labels.</summary>
    protected async Task<double> MetricAsync(string name, params string[] labels)
    {
        var text = await Lab.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return text.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) || line.StartsWith(name + " ", StringComparison.Ordinal))
            .Where(line => labels.All(label => line.Contains(label, StringComparison.Ordinal)))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>No call is left in CallControl's own eyes either.</summary>
    protected Task UntilNoCallIsLeftAsync()
        => Poll.UntilAsync(async () => await MetricAsync("callcontrol_calls_live") == 0, TimeSpan.FromSeconds(15), "CallControl has no call left");
}
