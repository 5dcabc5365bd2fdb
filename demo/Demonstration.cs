using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Processes;
using Spectre.Console;

namespace CallControl.Demo;

/// <summary>One call as a visitor, a caller and an owner live through it, and a check of what each side heard.</summary>
internal sealed class Demonstration(CallControlLab lab)
{
    private const long ListingId = 101;
    private const string Title = "двухкомнатная квартира на Тверской";
    private const string CallersNumber = "+79160000001";
    private const string OwnersNumber = "+79035550101";
    private const string Greeting = $"Здравствуйте! Вы звоните по объекту: {Title}. Нажмите 1 для соединения.";
    private const string Whisper = "Звонок с сайта по объекту номер 101.";
    private const int RingbackHertz = 425;

    private readonly List<Check> _checks = [];

    /// <summary>True when both sides heard what they should, and nothing that they should not.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var asks = await Speech.MakeAsync("Добрый день! Скажите, квартира ещё свободна?", "ru+m3");
        var answers = await Speech.MakeAsync("Да, свободна. Приходите смотреть завтра.", "ru+f2");
        var number = await LeaseAsync(cancellationToken);

        var caller = await lab.Pstn.CallAsync(CallersNumber, number);
        AnsiConsole.WriteLine("The caller listens to the greeting and presses 1 …");
        await caller.WaitUntilHeardAsync(lab.Prompts.Find(Greeting)!, "the greeting");
        await caller.PressAsync("1");
        var owner = await lab.Pstn.ExpectCallAsync(OwnersNumber);
        AnsiConsole.WriteLine($"The owner's phone rings and shows {owner.ShownCallerId}; he answers …");
        await owner.RingAsync();
        await caller.WaitUntilHeardAsync(heard => Tones.Contains(heard, RingbackHertz), "ringback");
        await owner.AnswerAsync();
        await owner.WaitUntilHeardAsync(lab.Prompts.Find(Whisper)!, "the whisper");
        AnsiConsole.WriteLine("They talk …");
        await SayAsync(caller, asks, "question", owner);
        await SayAsync(owner, answers, "answer", caller);
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();

        var call = await CallReport.ReadAsync(lab, CallersNumber);
        Compare(caller, owner, asks, answers);
        await call.PrintAsync(lab);
        PrintChecks();
        return _checks.All(check => check.Passed);
    }

    private async Task<string> LeaseAsync(CancellationToken cancellationToken)
    {
        var response = await lab.Http.PostAsJsonAsync(
            new Uri("get-virtual-number", UriKind.Relative), new { listing_id = ListingId, visitor_id = "demo" }, cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"no number for listing {ListingId}: {answer}");

        AnsiConsole.WriteLine($"A visitor presses \"Call\" on listing {ListingId} and is shown {answer!["display"]}, which is the listing's until {answer["expires_at"]!.GetValue<DateTimeOffset>().ToLocalTime():HH:mm}.");
        await Poll.UntilAsync(
            () => lab.Prompts.Find(Greeting) is not null && lab.Prompts.Find(Whisper) is not null,
            TimeSpan.FromSeconds(20), "the listing's prompts are made", cancellationToken);
        return answer["number"]!.GetValue<string>();
    }

    private static async Task SayAsync(PhoneCall speaker, WavFile words, string what, PhoneCall listener)
    {
        await speaker.SayAsync(words, what);
        await listener.WaitUntilHeardAsync(words, $"the {what}");
    }

    private void Compare(PhoneCall caller, PhoneCall owner, WavFile asks, WavFile answers)
    {
        var (callerHeard, ownerHeard) = (caller.Heard, owner.Heard);
        var (greeting, whisper) = (lab.Prompts.Find(Greeting)!, lab.Prompts.Find(Whisper)!);
        Heard("caller", callerHeard, greeting, $"greeting: {Greeting}");
        var ringback = Tones.Find(callerHeard, RingbackHertz);
        _checks.Add(new Check("caller", ringback.Count > 0 ? ringback[0].From : null, $"ringback, {RingbackHertz} Hz", ringback.Count > 0 ? "heard" : "NOT HEARD", ringback.Count > 0));
        Heard("caller", callerHeard, answers, "the owner's answer");
        NotHeard("caller", callerHeard, whisper, "the whisper");
        Heard("owner", ownerHeard, whisper, $"whisper: {Whisper}");
        Heard("owner", ownerHeard, asks, "the caller's question");
        NotHeard("owner", ownerHeard, greeting, "the greeting");
        var hidden = caller.SipReceived() is { Count: > 0 } sip && sip.All(message => !message.Contains(OwnersNumber[1..], StringComparison.Ordinal));
        _checks.Add(new Check("caller", null, "the owner's number in any SIP message", hidden ? "not there, as it should be" : "SHOWN", hidden));
    }

    private void Heard(string side, WavFile recording, WavFile sound, string what)
    {
        var match = AudioMatch.Find(recording, sound);
        _checks.Add(new Check(side, match.Found ? match.Offset : null, what, $"{(match.Found ? "heard" : "NOT HEARD")} (likeness {match.Score:0.00})", match.Found));
    }

    private void NotHeard(string side, WavFile recording, WavFile sound, string what)
    {
        var match = AudioMatch.Find(recording, sound);
        _checks.Add(new Check(side, null, what, $"{(match.Found ? "HEARD" : "not heard, as it should be")} (likeness {match.Score:0.00})", !match.Found));
    }

    private void PrintChecks()
    {
        var table = new Table().Title("What each side heard (off the wire, at its own phone)").AddColumns("side", "at", "what", "result");
        foreach (var check in _checks)
            table.AddRow(check.Side, check.At is { } at ? $"{at.TotalSeconds:0.0} s" : "", check.What.EscapeMarkup(), check.Result.EscapeMarkup());
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(_checks.All(check => check.Passed) ? "Both sides heard what they should." : "Something was not heard as it should be.");
    }

    private sealed record Check(string Side, TimeSpan? At, string What, string Result, bool Passed);
}
