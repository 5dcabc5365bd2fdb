using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Clients;
using CallControl.Crm.MoySklad.Phone;
using CallControl.Crm.MoySklad.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.MoySklad.Calls;

/// <summary>
/// Which screens show a call's card: those of everyone who is rung and of the client's manager; from the answer on only of who talks; of an outgoing call only the caller's.
/// </summary>
internal sealed class CallCards(CallRecords records, MoySkladSettings settings, ILogger logger)
{
    public async Task<CardChange> RingAsync(CallRinging ringing, ClientNote client, CallNotes notes, CancellationToken cancellation)
    {
        if (!IsOn(ringing.Call))
        {
            Log.NotificationsDisabled(logger, ringing.Call.Id);
            return await ChangeAsync(notes, notes.Cards, cancellation);
        }

        var screens = ringing.Call.Direction == CallDirection.Outgoing ? Extensions(ringing).Take(1) : Extensions(ringing).Append(client.OwnerExtension);
        // Nobody says when a destination stops ringing, and others may ring beside it; so cards are only added until the answer.
        return await ChangeAsync(notes, [.. notes.Cards.Union(screens.OfType<string>().Where(settings.HasScreen))], cancellation);
    }

    /// <summary>When nobody's screen is known, MoySklad itself may have found the client's manager by the number.</summary>
    public async Task ShowToResponsibleAsync(CallRinging ringing, PhoneCall saved, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.Cards.Count > 0)
            Log.CardsShown(logger, ringing.Call.Id, string.Join(", ", notes.Cards));
        else if (IsOn(ringing.Call) && ringing.Call.Direction == CallDirection.Incoming && saved.Counterpartyowner?.Extention is { Length: > 0 } owner)
        {
            if (!await records.TrySendEventAsync(ringing.Call, saved, new CardEvent(CardEventType.Show, owner, await notes.NextSequenceAsync(cancellation)), cancellation))
                return;
            await notes.CardsAsync([owner], cancellation);
            Log.CardsShown(logger, ringing.Call.Id, owner);
        }
    }

    public async Task<CardChange> AnswerAsync(CallAnswered answered, CallNotes notes, CancellationToken cancellation)
    {
        var talker = answered.By.Extension is { } extension && IsOn(answered.Call) && settings.HasScreen(extension) ? extension : null;
        var change = await ChangeAsync(notes, talker is null ? [] : [talker], cancellation);
        return talker is null
            ? change
            : change with { Events = [.. change.Events ?? [], new CardEvent(CardEventType.StartTime, talker, await notes.NextSequenceAsync(cancellation))] };
    }

    public static async Task<IReadOnlyList<CardEvent>?> EndAsync(CallNotes notes, CancellationToken cancellation) =>
        notes.Cards.Count == 0 ? null : [new CardEvent(CardEventType.HideAll, null, await notes.NextSequenceAsync(cancellation))];

    private static IEnumerable<string?> Extensions(CallRinging ringing) => ringing.Ringing.Select(party => party.Extension).Where(extension => extension is not null);

    private bool IsOn(CrmCall call) => call.Direction == CallDirection.Incoming ? settings.NotifyIncoming : settings.NotifyOutgoing;

    private static async Task<CardChange> ChangeAsync(CallNotes notes, IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        var events = new List<CardEvent>();
        foreach (var gone in notes.Cards.Except(wanted))
            events.Add(new CardEvent(CardEventType.Hide, gone, await notes.NextSequenceAsync(cancellation)));
        foreach (var added in wanted.Except(notes.Cards))
            events.Add(new CardEvent(CardEventType.Show, added, await notes.NextSequenceAsync(cancellation)));
        return new CardChange(events.Count == 0 ? null : events, wanted);
    }
}
