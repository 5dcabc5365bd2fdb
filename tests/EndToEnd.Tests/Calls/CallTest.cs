using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>What tests of calls have in common: a caller of their own, the words of a call, and that nothing is left after them.</summary>
public abstract class CallTest(CallControlLab lab) : IAsyncLifetime
{
    private static int _nextCaller = 100;

    /// <summary>Nobody has called from this number before.</summary>
    protected string Caller { get; } = $"+7916000{Interlocked.Increment(ref _nextCaller):0000}";

    protected CallControlLab Lab { get; } = lab;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>After every test no channel, bridge or playback is left; the numbers are free again.</summary>
    public virtual async Task DisposeAsync()
    {
        try
        {
            await Lab.EndTestAsync();
        }
        finally
        {
            await Lab.ExecuteAsync("UPDATE virtual_numbers SET is_busy = FALSE, assigned_listing_id = NULL, assigned_at = NULL, assigned_until = NULL");
        }
    }

    protected static string Greeting(string title) => $"Здравствуйте! Вы звоните по объекту: {title}. Нажмите 1 для соединения.";

    /// <summary>As the site does when a visitor presses "Call".</summary>
    protected async Task<string> LeaseAsync(long listing, string? visitor = null)
    {
        var response = await Lab.Http.PostAsJsonAsync(new Uri("/get-virtual-number", UriKind.Relative), new { listing_id = listing, visitor_id = visitor ?? Caller });
        response.EnsureSuccessStatusCode();
        var number = (await response.Content.ReadFromJsonAsync<JsonObject>())!["number"]!.GetValue<string>();
        await UntilMadeAsync($"Звонок с сайта по объекту номер {listing}.");
        return number;
    }

    protected Task UntilMadeAsync(string text)
        => Poll.UntilAsync(() => Lab.Prompts.Find(text) is not null, TimeSpan.FromSeconds(20), $"the prompt is made: {text}");

    /// <summary>Waits until something has happened in the caller's present call so many times.</summary>
    protected Task UntilEventAsync(string happened, int times)
        => Poll.UntilAsync(async () => await StoredCall.CountEventsAsync(Lab, Caller, happened) >= times, TimeSpan.FromSeconds(20), $"{times} x {happened}");

    protected static async Task HangUpAfterAnswerAsync(PhoneCall caller, PhoneCall owner)
    {
        await owner.AnswerAsync();
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();
    }

    protected async Task<(PhoneCall Caller, PhoneCall Owner)> TalkAsync(long listing)
    {
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(listing));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync($"+79035550{listing}");
        await owner.AnswerAsync();
        await HearsAsync(owner, $"Звонок с сайта по объекту номер {listing}.");
        return (caller, owner);
    }

    protected async Task RingOwnerAndHangUpAsync(string number, string ownersPhone)
    {
        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        await HangUpAfterAnswerAsync(caller, await Lab.Pstn.ExpectCallAsync(ownersPhone));
        await Lab.WaitUntilNothingIsLeftAsync();
        await StoredCall.OfAsync(Lab, Caller);
    }

    protected static Task GreetedAsync(PhoneCall caller)
        => caller.WaitUntilHeardAsync(heard => Loudness.FindSound(heard, TimeSpan.FromSeconds(1)).Count > 0, "the greeting begin");

    /// <summary>Waits until a phone has heard the whole of a prompt.</summary>
    protected async Task HearsAsync(PhoneCall phone, string text)
    {
        await UntilMadeAsync(text);
        await phone.WaitUntilHeardAsync(Lab.Prompts.Find(text)!, text);
    }

    protected PromptMatch Find(WavFile heard, string text) => AudioMatch.Find(heard, Lab.Prompts.Find(text).ShouldNotBeNull($"the prompt is made: {text}"));
}
