using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Clients;
using CallControl.Crm.MoySklad.Phone;
using CallControl.Crm.MoySklad.Wire;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.MoySklad.Calls;

/// <summary>
/// Tells MoySklad what happens in calls. What is filled in a call there can't be changed, so that its employee is not named before it is certain who that is, and its end
/// not before it ended.
/// </summary>
internal sealed class CallReporter(CallRecords records, CallCards cards, CallClients? clients, TimeSpan clientBudget, TimeProvider time, ILogger logger)
{
    // MoySklad cuts longer ones; cut there, the text would not be found again.
    private const int LongestComment = 4096;

    public async Task RingingAsync(CallRinging ringing, CallNotes notes, CancellationToken cancellation)
    {
        if (ringing.Recovered || notes.HasEnded)
            return;
        var client = await TryToSettleClientAsync(ringing.Call, notes, cancellation);
        var change = await cards.RingAsync(ringing, client, notes, cancellation);
        if (notes.CallId is not null && change.Events is null)
            return;
        var outgoing = ringing.Call.Direction == CallDirection.Outgoing;
        var saved = await records.SaveAsync(
            ringing.Call,
            new CallChange
            {
                Extension = outgoing && !notes.HasExtension ? ringing.Ringing.FirstOrDefault(party => party.Extension is not null)?.Extension : null,
                Comment = notes.CallId is null ? RussianWords.Line(ringing.Call) : null,
                Events = change.Events,
            },
            Link(client), isFirst: true, notes, cancellation);
        await notes.CardsAsync(change.Shown.Except(saved.NotShown), cancellation);
        await cards.ShowToResponsibleAsync(ringing, saved.Call, notes, cancellation);
    }

    public async Task AnsweredAsync(CallAnswered answered, CallNotes notes, CancellationToken cancellation)
    {
        if (answered.Recovered || notes.HasAnswered || notes.HasEnded)
            return;
        var change = await cards.AnswerAsync(answered, notes, cancellation);
        var extension = notes.HasExtension ? null : answered.By.Extension;
        if (notes.CallId is null || change.Events is not null || extension is not null)
        {
            var comment = notes.CallId is null ? RussianWords.Line(answered.Call) : null;
            var saved = await records.SaveAsync(
                answered.Call, new CallChange { Extension = extension, Comment = comment, Events = change.Events }, Link(notes.Client), isFirst: false, notes, cancellation);
            await notes.CardsAsync(change.Shown.Except(saved.NotShown), cancellation);
        }

        await notes.AnsweredAsync(cancellation);
    }

    public async Task EndedAsync(CallEnded ended, CallNotes notes, CancellationToken cancellation)
    {
        if (!notes.HasEnded)
        {
            var client = await TryToSettleClientAsync(ended.Call, notes, cancellation);
            var change = new CallChange
            {
                Extension = notes.HasExtension ? null : ended.By?.Extension,
                EndTime = ended.At,
                Comment = $"{RussianWords.Line(ended.Call)}. {RussianWords.Outcome(ended)}",
                Events = await CallCards.EndAsync(notes, cancellation),
            };
            await records.SaveAsync(ended.Call, change, Link(client), isFirst: false, notes, cancellation);
            await notes.CardsAsync([], cancellation);
            await notes.EndedAsync(cancellation);
        }

        // The call is recorded, so the client may take his time now. Another attempt of this event has only him left.
        await SettleClientAsync(ended.Call, notes, cancellation);
    }

    /// <summary>A link that is sent twice stands there twice.</summary>
    public async Task RecordingAsync(RecordingReady recording, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.HasRecording || !recording.Link.IsAbsoluteUri)
            return;
        var link = recording.Link.AbsoluteUri;
        var isThere = notes.MayHaveRecording && (await records.FindAsync(recording.Call, notes, cancellation))?.RecordUrl?.Contains(link) == true;
        if (!isThere)
        {
            await notes.RecordingAsync(cancellation);
            await records.SaveAsync(recording.Call, new CallChange { RecordUrl = [link] }, Link(notes.Client), isFirst: false, notes, cancellation);
        }

        await notes.RecordedAsync(cancellation);
    }

    /// <summary>Below what the call's comment says already. A call that is not there has nothing to comment on.</summary>
    public async Task AnalysedAsync(CallAnalysed analysed, CallNotes notes, CancellationToken cancellation)
    {
        if (await records.FindAsync(analysed.Call, notes, cancellation) is not { } call || call.Comment?.Contains(analysed.Text, StringComparison.Ordinal) == true)
            return;
        var comment = string.IsNullOrEmpty(call.Comment) ? analysed.Text : $"{call.Comment}\n{analysed.Text}";
        await records.CommentAsync(call, comment.Length > LongestComment ? comment[..LongestComment] : comment, cancellation);
    }

    private static Meta? Link(ClientNote? client) => client?.Href is { } href ? new Meta(href, "counterparty") : null;

    // A client who can't be found or made must not cost the card or the record of the call.
    private async Task<ClientNote> TryToSettleClientAsync(CrmCall call, CallNotes notes, CancellationToken cancellation)
    {
        if (clients is null)
            return ClientNote.Nobody;
        using var budget = new CancellationTokenSource(clientBudget, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        try
        {
            return await clients.SettleAsync(call, notes, either.Token);
        }
        catch (Exception e) when (e is CrmException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.ClientNotSettled(logger, call.Id, e is CrmException ? e.Message : $"not within {clientBudget.TotalSeconds} s");
            return notes.Client ?? ClientNote.Nobody;
        }
    }

    private async Task SettleClientAsync(CrmCall call, CallNotes notes, CancellationToken cancellation)
    {
        try
        {
            await (clients?.SettleAsync(call, notes, cancellation) ?? Task.CompletedTask);
        }
        catch (CrmException e) when (!e.IsTransient)
        {
            Log.ClientNotSettled(logger, call.Id, e.Message);
        }
    }
}
