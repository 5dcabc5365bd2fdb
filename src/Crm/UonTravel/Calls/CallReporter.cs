using System.Runtime.ExceptionServices;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Cards;
using CallControl.Crm.UonTravel.Clients;
using CallControl.Crm.UonTravel.Leads;
using CallControl.Crm.UonTravel.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.UonTravel.Calls;

/// <summary>The two stages of a call in U-ON: while phones ring the client, his lead and the pop-up; at the end the record and the manager.</summary>
internal sealed class CallReporter(
    CallClients clients, LeadDesk leads, AboutClient about, PopUps popUps, CallRecords records, ManagerDesk managers, UonSettings settings, TimeSpan cardBudget, TimeProvider time,
    ILogger logger)
{
    public async Task RingingAsync(CallRinging ringing, CallNotes notes, CancellationToken cancellation)
    {
        if (ringing.Recovered || notes.HasEnded)
            return;
        // Begun once and never given up for the pop-up's sake: a client who is being made can't be unmade, and would be made again.
        var settling = clients.SettleAsync(ringing.Call, TimeSpan.Zero, notes, cancellation);
        try
        {
            ClientLeads? read = null;
            if (popUps.Wanted(ringing, notes) is { Count: > 0 } screens)
            {
                var known = settings.Enriched ? await TryToLearnAsync(ringing.Call, settling, notes, cancellation) : null;
                await popUps.ShowAsync(ringing, screens, known?.Client, known?.Lines ?? [], notes, cancellation);
                read = known?.Leads;
            }

            await DialAsync(ringing.Call, settling, read, notes, cancellation);
        }
        finally
        {
            // The next attempt must not find it at work.
            await ((Task)settling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task EndedAsync(CallEnded ended, CallNotes notes, CancellationToken cancellation)
    {
        // U-ON puts a call to the client with its number, so he is made before.
        if (ended.Recovered)
            await TryAsync(ended.Call, () => clients.SettleAsync(ended.Call, ClientFinder.ForRecovered, notes, cancellation));
        var refusal = await TryAsync(ended.Call, () => records.WriteAsync(ended, notes, cancellation));
        await notes.EndedAsync(cancellation);
        if (!ended.Recovered)
        {
            // For a call whose first stage came to nothing; else it is all noted and nobody is asked.
            await DialAsync(ended.Call, clients.SettleAsync(ended.Call, TimeSpan.Zero, notes, cancellation), null, notes, cancellation);
            await TryAsync(ended.Call, () => managers.AttachAsync(ended, notes, cancellation));
        }

        // A call without its record is for somebody to look at.
        if (refusal is not null)
            ExceptionDispatchInfo.Throw(refusal);
    }

    public void Recording(RecordingReady recording, CallNotes notes)
    {
        if (!notes.HasLink && settings.LogCalls)
            Log.RecordingTooLate(logger, recording.Call.Id);
    }

    private Task DialAsync(CrmCall call, Task<ClientNote> settling, ClientLeads? read, CallNotes notes, CancellationToken cancellation) =>
        TryAsync(call, async () => await leads.ApplyAsync(call, await settling, read, notes, cancellation));

    // What U-ON will never take must not cost what comes after; what it may take later is tried again with the whole event.
    private async Task<CrmException?> TryAsync(CrmCall call, Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (CrmException e) when (!e.IsTransient && !e.IsAccountProblem)
        {
            Log.Refused(logger, call.Id, e.Message);
            return e;
        }
    }

    /// <returns>Null when there was trouble or no time: the pop-up is then basic.</returns>
    private async Task<(ClientNote Client, IReadOnlyList<string> Lines, ClientLeads? Leads)?> TryToLearnAsync(
        CrmCall call, Task<ClientNote> settling, CallNotes notes, CancellationToken cancellation)
    {
        using var budget = new CancellationTokenSource(cardBudget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        try
        {
            var client = await settling.WaitAsync(either.Token);
            var (lines, read) = await about.ReadAsync(client, notes, either.Token);
            return (client, lines, read);
        }
        catch (Exception e) when (e is CrmException { IsAccountProblem: false } || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.NotLearnt(logger, call.Id, e is CrmException ? e.Message : $"not within {cardBudget.TotalSeconds} s");
            return null;
        }
    }
}
