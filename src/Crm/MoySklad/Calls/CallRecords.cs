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
    public async Task<PhoneCall> SaveAsync(CrmCall call, CallChange change, Meta? client, bool isFirst, CallNotes notes, CancellationToken cancellation)
    {
        var saved = await WithoutWhatIsRefusedAsync(call, change, content => SaveOnceAsync(call, content, client, isFirst, notes, cancellation));
        await notes.CreatedAsync(saved.Id, cancellation);
        if (change.Extension is { } extension)
            await notes.ExtensionSetAsync(extension, cancellation);
        return saved;
    }

    /// <summary>The call as MoySklad has it; null when it has none.</summary>
    public async Task<PhoneCall?> FindAsync(CrmCall call, CallNotes notes, CancellationToken cancellation) => notes.CallId is { } id
        ? await phone.ReadAsync(id, cancellation)
        : await phone.UpdateByExternalIdAsync(call.Id.ToString(), new CallChange(), cancellation);

    public Task CommentAsync(PhoneCall call, string comment, CancellationToken cancellation) => phone.UpdateAsync(call.Id, new CallChange { Comment = comment }, cancellation);

    public Task SendEventAsync(PhoneCall call, CardEvent cardEvent, CancellationToken cancellation) => phone.SendEventAsync(call.Id, cardEvent, cancellation);

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

    // An extension that MoySklad doesn't know must not cost the record of the call.
    private async Task<PhoneCall> WithoutWhatIsRefusedAsync(CrmCall call, CallChange change, Func<CallChange, Task<PhoneCall>> save)
    {
        try
        {
            return await save(change);
        }
        catch (CrmException e) when (!e.IsTransient && change is not { Events: null, Extension: null } && !NotForContent.Contains(e.Code))
        {
            Log.EmployeeRefused(logger, call.Id, e.Message);
            return await save(change with { Events = null, Extension = null });
        }
    }
}
