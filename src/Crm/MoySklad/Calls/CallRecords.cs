using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Phone;
using CallControl.Crm.MoySklad.Wire;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.MoySklad.Calls;

/// <summary>Writes into a call in MoySklad, and makes it where it isn't there yet: once, whatever was seen of earlier attempts.</summary>
internal sealed class CallRecords(PhoneApiClient phone, ILogger logger)
{
    // These say nothing about the content, so that less content would not help.
    private static readonly string[] NotForContent = ["401", "403", "404", "1021", "1056", "55008"];

    /// <param name="call">Which.</param>
    /// <param name="change">What is to be filled in.</param>
    /// <param name="client">Named in a call that is made here; a call that is there keeps its own.</param>
    /// <param name="isFirst">False when earlier events of the call may have made it without a note of it.</param>
    /// <param name="notes">Of the call.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<SavedCall> SaveAsync(CrmCall call, CallChange change, Meta? client, bool isFirst, CallNotes notes, CancellationToken cancellation)
    {
        var (saved, taken) = await WithoutWhatIsRefusedAsync(call, change, content => SaveOnceAsync(call, content, client, isFirst, notes, cancellation));
        await notes.CreatedAsync(saved.Id, cancellation);
        if (taken.Extension is { } extension)
            await notes.ExtensionSetAsync(extension, cancellation);
        if (taken.Events is not null || change.Events is not { } cards)
            return new SavedCall(saved, []);
        // One extension that is unknown there must not cost the others their cards.
        List<string> notShown = [];
        foreach (var card in cards)
        {
            if (!await TrySendEventAsync(call, saved, card, cancellation) && card is { EventType: CardEventType.Show, Extension: { } refused })
                notShown.Add(refused);
        }

        return new SavedCall(saved, notShown);
    }

    /// <summary>The call as MoySklad has it; null when it has none.</summary>
    public async Task<PhoneCall?> FindAsync(CrmCall call, CallNotes notes, CancellationToken cancellation) => notes.CallId is { } id
        ? await phone.ReadAsync(id, cancellation)
        : await phone.UpdateByExternalIdAsync(call.Id.ToString(), new CallChange(), cancellation);

    public Task CommentAsync(PhoneCall call, string comment, CancellationToken cancellation) => phone.UpdateAsync(call.Id, new CallChange { Comment = comment }, cancellation);

    /// <returns>False when MoySklad refuses this one.</returns>
    public async Task<bool> TrySendEventAsync(CrmCall call, PhoneCall saved, CardEvent cardEvent, CancellationToken cancellation)
    {
        try
        {
            await phone.SendEventAsync(saved.Id, cardEvent, cancellation);
            return true;
        }
        catch (CrmException e) when (IsAboutContent(e))
        {
            Log.CardRefused(logger, call.Id, cardEvent.EventType, cardEvent.Extension, e.Message);
            return false;
        }
    }

    private async Task<PhoneCall> SaveOnceAsync(CrmCall call, CallChange change, Meta? client, bool isFirst, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.CallId is { } id)
            return await phone.UpdateAsync(id, change, cancellation);
        if ((notes.MayExist || !isFirst) && await phone.UpdateByExternalIdAsync(call.Id.ToString(), change, cancellation) is { } existing)
            return existing;
        await notes.CreatingAsync(cancellation);
        return await phone.CreateAsync(
            new NewCall(call.Id.ToString(), call.Client?.ToString() ?? RussianWords.HiddenNumber, call.Direction == CallDirection.Incoming, call.StartedAt)
            {
                Extension = change.Extension,
                Counterparty = client,
                EndTime = change.EndTime,
                RecordUrl = change.RecordUrl,
                Comment = change.Comment,
                Events = change.Events,
            },
            cancellation);
    }

    // An extension that MoySklad doesn't know must not cost the record of the call, and a card not its employee.
    private async Task<(PhoneCall Call, CallChange Taken)> WithoutWhatIsRefusedAsync(CrmCall call, CallChange change, Func<CallChange, Task<PhoneCall>> save)
    {
        try
        {
            return (await save(change), change);
        }
        catch (CrmException e) when (IsAboutContent(e) && change is not { Events: null, Extension: null })
        {
            Log.EmployeeRefused(logger, call.Id, change.Events is null ? "the employee's extension" : "a card or the employee's extension", e.Message);
            return await WithoutWhatIsRefusedAsync(call, change.Events is null ? change with { Extension = null } : change with { Events = null }, save);
        }
    }

    private static bool IsAboutContent(CrmException e) => !e.IsTransient && !NotForContent.Contains(e.Code);
}
