using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Telephony;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.RetailCrm.Calls;

/// <summary>
/// Which screens show a call's pop-up: those of everyone who is rung and of the client's manager; from the answer on only of who talks; of an outgoing call only the caller's.
/// RetailCRM has no word for an answer: whoever's phone stops ringing is told a hang-up.
/// </summary>
internal sealed class PopUps(TelephonyClient telephony, RetailCrmSettings settings, ILogger logger)
{
    public async Task RingAsync(CallRinging ringing, ClientNote client, CallNotes notes, CancellationToken cancellation)
    {
        if (!IsOn(ringing.Call))
            return;
        var rung = ringing.Ringing.Select(party => party.Extension).OfType<string>();
        var screens = ringing.Call.Direction == CallDirection.Outgoing
            ? rung.Take(1)
            : rung.Concat(settings.NotifyResponsible && client.ManagerExtension is { } manager ? [manager] : []);
        await ShowAsync(ringing.Call, [.. screens.Where(settings.HasScreen)], notes, cancellation);
    }

    public async Task AnswerAsync(CallAnswered answered, CallNotes notes, CancellationToken cancellation)
    {
        string[] talker = answered.By.Extension is { } extension && IsOn(answered.Call) && settings.HasScreen(extension) ? [extension] : [];
        await HideAsync(answered.Call, [.. notes.Cards.Except(talker)], Words.AnsweredElsewhere, notes, cancellation);
        await ShowAsync(answered.Call, talker, notes, cancellation);
    }

    public Task EndAsync(CallEnded ended, CallNotes notes, CancellationToken cancellation) =>
        HideAsync(ended.Call, notes.Cards, Words.HangupStatusOf(ended.Result), notes, cancellation);

    private bool IsOn(CrmCall call) => call.Direction == CallDirection.Incoming ? settings.NotifyIncoming : settings.NotifyOutgoing;

    private async Task ShowAsync(CrmCall call, string[] screens, CallNotes notes, CancellationToken cancellation)
    {
        // Nobody says when a destination stops ringing, and others may ring beside it; so screens are only added until the answer.
        string[] added = [.. screens.Except(notes.Cards)];
        if (added.Length == 0)
            return;
        await SendAsync(call, Words.TypeOf(call), added, null, cancellation);
        await notes.CardsAsync(notes.Cards.Concat(added), cancellation);
    }

    private async Task HideAsync(CrmCall call, IReadOnlyList<string> screens, string status, CallNotes notes, CancellationToken cancellation)
    {
        if (screens.Count == 0)
            return;
        await SendAsync(call, Words.Hangup, screens, status, cancellation);
        await notes.CardsAsync([.. notes.Cards.Except(screens)], cancellation);
    }

    private async Task SendAsync(CrmCall call, string type, IReadOnlyList<string> codes, string? status, CancellationToken cancellation)
    {
        var happened = new LiveEvent(call.Client?.ToString() ?? RussianWords.HiddenNumber, type, codes, call.Id.ToString())
        {
            HangupStatus = status,
            ExternalPhone = call.Line == default ? null : call.Line.ToString(),
            Site = settings.SiteOf(call.Line),
        };
        try
        {
            var answer = await telephony.SendEventAsync(happened, cancellation);
            Log.PopUp(logger, call.Id, type, string.Join(", ", codes));
            if (answer.NotExistCodes is { Count: > 0 } unknown)
                Log.UnknownCodes(logger, call.Id, string.Join(", ", unknown));
        }
        catch (CrmException e) when (e is { IsTransient: false, IsAccountProblem: false })
        {
            // A pop-up that RetailCRM does not like must not cost the record of the call.
            Log.EventRefused(logger, call.Id, e.Message);
        }
    }
}
