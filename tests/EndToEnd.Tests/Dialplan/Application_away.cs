using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Dialplan;

/// <summary>The shipped dialplan on a real Asterisk while CallControl is away: the tail rings, and refuses unanswered or hands the call over.</summary>
public sealed class Application_away(AwayLab away) : IClassFixture<AwayLab>, IAsyncLifetime
{
    private const string Apology = "Сервис временно недоступен. Пожалуйста, позвоните позже.";
    private const string Number = "+74951112201";
    private const int CongestionTone = 425;

    private static int _nextCaller = 100;

    private readonly CallControlLab _lab = away.Lab;
    private readonly string _caller = $"+7916001{Interlocked.Increment(ref _nextCaller):0000}";

    public async Task InitializeAsync()
    {
        await Poll.UntilAsync(() => File.Exists(_lab.Pbx.HostPath($"{_lab.Pbx.SoundsPath}/callcontrol/away-ru.txt")), TimeSpan.FromSeconds(20), "the apology is made");
        await _lab.App.StopAsync();
    }

    public async Task DisposeAsync()
    {
        await _lab.WaitUntilNothingIsLeftAsync();
        if (!_lab.App.IsRunning)
            await _lab.App.StartAsync();
    }

    [Fact]
    public async Task A_caller_hears_ringback_then_an_apology_and_is_never_answered()
    {
        await TriesAsync(2);

        var caller = await _lab.Pstn.CallAsync(_caller, Number);
        await caller.WaitForRingingAsync();
        var end = await caller.WaitForHangUpAsync();

        caller.IsAnswered.ShouldBeFalse();
        end.SipCode.ShouldBe(503);
        AudioMatch.Find(caller.Heard, _lab.Prompts.Find(Apology)!).Found.ShouldBeTrue();
        Answers(caller).ShouldBe(0);
        caller.SipReceived().Count(message => message.StartsWith("SIP/2.0 180", StringComparison.Ordinal)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_the_apologys_sound_the_congestion_tone_says_it()
    {
        await TriesAsync(1);
        await _lab.Pbx.CliAsync("dialplan set global CALLCONTROL_SOUNDS /nowhere");

        var caller = await _lab.Pstn.CallAsync(_caller, Number);
        var end = await caller.WaitForHangUpAsync();
        await _lab.Pbx.CliAsync($"dialplan set global CALLCONTROL_SOUNDS {_lab.Pbx.SoundsPath}/callcontrol");

        end.SipCode.ShouldBe(503);
        Answers(caller).ShouldBe(0);
        Tones.Contains(caller.Heard, CongestionTone).ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_it_rings_leaves_nothing_behind()
    {
        await TriesAsync(10);
        var caller = await _lab.Pstn.CallAsync(_caller, Number);
        await caller.WaitForRingingAsync();

        await caller.HangUpAsync();

        await _lab.WaitUntilNothingIsLeftAsync();
        Answers(caller).ShouldBe(0);
    }

    [Fact]
    public async Task An_application_that_comes_back_while_it_rings_serves_the_call_and_a_full_disk_costs_only_the_recording()
    {
        await TriesAsync(10);
        await _lab.ExecuteAsync($"""
            UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = 102, assigned_at = now(), assigned_until = now() + interval '30 minutes'
            WHERE phone = '{Number}'
            """);

        var caller = await _lab.Pstn.CallAsync(_caller, Number);
        await caller.WaitForRingingAsync();
        await _lab.App.StartAsync();
        await caller.WaitForAnswerAsync();
        await caller.WaitUntilHeardAsync(heard => Loudness.FindSound(heard, TimeSpan.FromSeconds(1)).Count > 0, "the greeting begin");
        await caller.PressAsync("1");
        var owner = await _lab.Pstn.ExpectCallAsync("+79035550102");
        await owner.AnswerAsync();
        await caller.PlayToneAsync(ToneTalk.CallersTone);
        await owner.WaitUntilHeardAsync(heard => Tones.Contains(heard, ToneTalk.CallersTone), "the caller");
        var ready = await _lab.Http.GetFromJsonAsync<JsonObject>(new Uri("/health/ready", UriKind.Relative));
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();
        var call = await StoredCall.OfAsync(_lab, _caller);

        call.ListingId.ShouldBe(102);
        call.End.ShouldBe("caller.hung_up");
        (await StoredCall.EventsAsync(_lab, call.Id)).ShouldContain("recording skipped");
        ready!["status"]!.GetValue<string>().ShouldBe("degraded");
        ready["checks"]!["recordings"]!["description"]!.GetValue<string>().ShouldContain("calls are not recorded");
    }

    private static int Answers(PhoneCall caller) =>
        caller.SipReceived().Count(message => message.StartsWith("SIP/2.0 200", StringComparison.Ordinal) && message.Contains("CSeq: ", StringComparison.Ordinal)
            && message.Contains(" INVITE", StringComparison.Ordinal));

    private Task<string> TriesAsync(int tries) => _lab.Pbx.CliAsync($"dialplan set global CALLCONTROL_AWAY_TRIES {tries}");
}
