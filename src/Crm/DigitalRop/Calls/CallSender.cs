using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Settings;
using CallControl.Crm.DigitalRop.Structure;
using CallControl.Crm.DigitalRop.Wire;

namespace CallControl.Crm.DigitalRop.Calls;

/// <summary>Sends recordings of talks, each once, and writes down what became of each.</summary>
internal sealed class CallSender(RopApi? api, RopSettings settings, Staff staff, IAnalysisBook book, string enterprise, TimeSpan dealTime, CrmParts parts)
{
    // The name is stored: it may be added to, never changed.
    private const string SentKey = "sent";

    // The documentation's sample has this word in place of the id.
    private const string SampleId = "call_id";

    public async Task SendAsync(RecordingReady recording, CancellationToken cancellation)
    {
        var call = recording.Call;
        if (await parts.Calls.FindAsync(call.Id, SentKey, cancellation) is not null)
            return;
        if (CallChoice.WhyNot(recording, settings) is { } reason)
        {
            await SkipAsync(call, reason, cancellation);
            return;
        }

        if ((staff.IdAt(recording.By!.Extension) ?? settings.UnknownManagerId) is not { } manager)
        {
            await SkipAsync(call, "who talked has no extension, and unknown_manager_id is not set", cancellation);
            return;
        }

        var deal = await FindDealAsync(call, cancellation);
        if (deal is null && !settings.WithoutDeal)
        {
            await SkipAsync(call, "no CRM knows a deal of the client (without_deal)", cancellation);
            return;
        }

        var sent = new SentCall(
            call.Id.ToString(), manager, deal?.Id ?? settings.UnknownDealId, deal?.StageId, recording.Link, (int)Math.Round(recording.Duration.TotalSeconds));
        await SendAsync(call, sent, deal, cancellation);
    }

    private async Task SendAsync(CrmCall call, SentCall sent, CrmDeal? deal, CancellationToken cancellation)
    {
        if (api is null)
            throw new CrmException("base_url or api_key is not set") { IsAccountProblem = true };
        var note = new AnalysisNote(AnalysisState.Sent) { ManagerId = sent.ManagerId, DealId = deal?.Id, DealStageId = deal?.StageId };
        try
        {
            var answer = await api.SendCallAsync(sent, cancellation);
            note = note with
            {
                State = answer.IsDuplicate ? AnalysisState.Known : AnalysisState.Sent,
                ServiceCallId = answer.Data is { } id && id != sent.CallId && id != SampleId ? id : null,
                Tables = [.. settings.Tables.Where(table => table.Poll).Select(table => table.Name)],
            };
        }
        catch (CrmException e) when (e is { IsTransient: false, IsAccountProblem: false })
        {
            await book.NoteAsync(enterprise, call.Id, note with { State = AnalysisState.Refused, Reason = e.Message }, cancellation);
            throw;
        }

        await book.NoteAsync(enterprise, call.Id, note, cancellation);
        await parts.Calls.SetAsync(call.Id, SentKey, "1", cancellation);
        Log.Sent(parts.Logger, call.Id, sent.ManagerId, note.State);
    }

    private async Task SkipAsync(CrmCall call, string reason, CancellationToken cancellation)
    {
        await book.NoteAsync(enterprise, call.Id, new AnalysisNote(AnalysisState.Skipped) { Reason = reason }, cancellation);
        Log.Skipped(parts.Logger, call.Id, reason);
    }

    /// <summary>A CRM that does not answer must not cost the analysis, but for those who want none without a deal: then it is tried again.</summary>
    private async Task<CrmDeal?> FindDealAsync(CrmCall call, CancellationToken cancellation)
    {
        if (parts.Fellows is not { } fellows || call.Client is not { } client)
            return null;
        using var budget = new CancellationTokenSource(dealTime, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        try
        {
            return await fellows.FindDealAsync(client, either.Token);
        }
        catch (Exception e) when (e is CrmException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var message = e is CrmException ? e.Message : $"no answer within {dealTime.TotalSeconds} s";
            if (!settings.WithoutDeal && e is not CrmException { IsTransient: false, IsAccountProblem: false })
                throw new CrmException($"The deal could not be learnt: {message}", e) { IsTransient = true };
            Log.DealNotLearnt(parts.Logger, call.Id, message);
            return null;
        }
    }
}
