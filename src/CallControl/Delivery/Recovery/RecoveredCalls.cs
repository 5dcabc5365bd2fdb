using CallControl.Crm.Contracts;
using CallControl.Delivery.Outbox;
using Npgsql;

namespace CallControl.Delivery.Recovery;

/// <summary>Tells CRMs of calls that ended while this program was away: the record and the recording, but no pop-up. A call that is handed over again is told once.</summary>
internal sealed class RecoveredCalls(NpgsqlDataSource database, OutboxSql outbox)
{
    public async Task<IReadOnlyList<Guid>> TellAsync(IReadOnlyList<HangUp> calls, CancellationToken cancellation)
    {
        List<OutboxEntry> entries = [];
        List<Guid> ids = [];
        foreach (var ended in calls)
        {
            var call = new CrmCall(IdOf(ended), ended.Enterprise, ended.Direction, ended.Client, ended.Line ?? default, ended.StartedAt);
            ids.Add(call.Id);
            entries.Add(new OutboxEntry(new CallEnded(
                EventKey.Of(call.Id, "ended"), call, ended.EndedAt, Recovered: true, ended.AnsweredAt is null ? CallResult.NoAnswer : CallResult.Answered,
                ended.Extension is { } extension ? new CallParty(extension, null) : null,
                (ended.AnsweredAt ?? ended.EndedAt) - ended.StartedAt, ended.AnsweredAt is { } answered ? ended.EndedAt - answered : TimeSpan.Zero)
            {
                Recording = ended.Recording,
            }));
            if (ended.Recording is { } link)
            {
                entries.Add(new OutboxEntry(new RecordingReady(
                    EventKey.Of(call.Id, "recording"), call, ended.EndedAt, Recovered: true, link, ended.EndedAt - (ended.AnsweredAt ?? ended.StartedAt))
                {
                    By = ended.AnsweredAt is null ? null : new CallParty(ended.Extension, null),
                }));
            }
        }

        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(outbox.Command(entries));
        await batch.ExecuteNonQueryAsync(cancellation);
        return ids;
    }

    // An id of ours means our own call: its end may have been told already.
    private static Guid IdOf(HangUp ended) => Guid.TryParse(ended.UniqueId, out var ours) ? ours : EventKey.Of($"recovered {ended.Enterprise} {ended.UniqueId}");
}
