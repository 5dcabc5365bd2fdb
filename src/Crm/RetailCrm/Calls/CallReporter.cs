using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Customers;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.RetailCrm.Calls;

/// <summary>Tells RetailCRM what happens in calls: pop-ups while it happens, one record when it is over.</summary>
internal sealed class CallReporter(PopUps popUps, CallRecords records, CallClients clients, TimeSpan budget, TimeProvider time, ILogger logger)
{
    // As long as pop-ups are told at all.
    private static readonly TimeSpan LongestPopUp = TimeSpan.FromSeconds(30);

    public async Task RingingAsync(CallRinging ringing, CallNotes notes, CancellationToken cancellation)
    {
        if (ringing.Recovered || notes.HasEnded)
            return;
        string[] rung = [.. ringing.Ringing.Select(party => party.Extension).OfType<string>()];
        await notes.RungAsync(notes.Rung.Except(rung).Concat(rung), cancellation);
        // The pop-up opens the client's page, so he has to be there.
        var client = await TryToSettleClientAsync(ringing.Call, Responsible(ringing.Call, notes), notes, cancellation);
        await popUps.RingAsync(ringing, client, notes, cancellation);
    }

    public async Task AnsweredAsync(CallAnswered answered, CallNotes notes, CancellationToken cancellation)
    {
        if (answered.Recovered || notes.HasAnswered || notes.HasEnded)
            return;
        await popUps.AnswerAsync(answered, notes, cancellation);
        await notes.AnsweredAsync(cancellation);
    }

    public async Task EndedAsync(CallEnded ended, CallNotes notes, CancellationToken cancellation)
    {
        var employee = ended.By?.Extension ?? Responsible(ended.Call, notes);
        if (!notes.HasEnded)
        {
            if (!ended.Recovered)
                await TryToEndPopUpsAsync(ended, notes, cancellation);
            var client = await TryToSettleClientAsync(ended.Call, employee, notes, cancellation);
            await records.SaveAsync(ended, client, notes, cancellation);
            await notes.EndedAsync(cancellation);
        }

        // The call is recorded, so the client may take his time now, and the pop-ups. Another attempt of this event has only them left.
        await SettleClientAsync(ended.Call, employee, notes, cancellation);
        if (!ended.Recovered && time.GetUtcNow() - ended.At < LongestPopUp)
            await popUps.EndAsync(ended, notes, cancellation);
    }

    public async Task RecordingAsync(RecordingReady recording, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.HasRecording)
            return;
        await records.AddRecordingAsync(recording, notes, cancellation);
        await notes.RecordedAsync(cancellation);
    }

    // Who calls a new client answers for him; whom a new client reaches is known at the end.
    private static string? Responsible(CrmCall call, CallNotes notes) => call.Direction == CallDirection.Outgoing && notes.Rung is [var caller, ..] ? caller : null;

    // A client who can't be found or made must not cost the pop-up or the record of the call.
    private async Task<ClientNote> TryToSettleClientAsync(CrmCall call, string? employee, CallNotes notes, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await clients.SettleAsync(call, employee, notes, either.Token);
        }
        catch (Exception e) when (e is CrmException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.ClientNotSettled(logger, call.Id, Describe(e));
            return notes.Client ?? ClientNote.Nobody;
        }
    }

    // A pop-up that can't be taken away must not cost the record either.
    private async Task TryToEndPopUpsAsync(CallEnded ended, CallNotes notes, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(budget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await popUps.EndAsync(ended, notes, either.Token);
        }
        catch (Exception e) when (e is CrmException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.PopUpStays(logger, ended.Call.Id, Describe(e));
        }
    }

    private string Describe(Exception e) => e is CrmException ? e.Message : $"not within {budget.TotalSeconds} s";

    private async Task SettleClientAsync(CrmCall call, string? employee, CallNotes notes, CancellationToken cancellation)
    {
        try
        {
            await clients.SettleAsync(call, employee, notes, cancellation);
        }
        catch (CrmException e) when (!e.IsTransient)
        {
            Log.ClientNotSettled(logger, call.Id, e.Message);
        }
    }
}
