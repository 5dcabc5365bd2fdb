using CallControl.Delivery.Outbox;
using CallControl.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Delivery;

/// <summary>Empties the outbox of one account: several calls at a time, one event of a call at a time. Runs while there is something to do.</summary>
internal sealed class AccountDelivery(
    (string Enterprise, string Integration) name, CrmAccounts accounts, OutboxTable outbox, EventTeller teller, AccountAlarms alarms, IOptions<DeliveryOptions> options,
    TimeProvider time, ILogger<AccountDelivery> logger)
{
    private static readonly TimeSpan RetryDatabase = TimeSpan.FromSeconds(1);

    private readonly Guid _worker = Guid.NewGuid();
    private readonly Breaker _breaker = new(options.Value, time);
    private volatile TaskCompletionSource _woken = NewSignal();
    private OpenAccount? _lastAccount;

    /// <summary>Something may have come.</summary>
    public void Wake() => _woken.TrySetResult();

    /// <summary>Ends when there is nothing to do at the moment, or the account must be left alone.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        List<Task<(OutboxResult Result, Verdict Verdict)>> running = [];
        List<OutboxResult> results = [];
        while (true)
        {
            _woken = NewSignal();
            var account = accounts.Find(name.Enterprise, name.Integration);
            if (!ReferenceEquals(account, _lastAccount))
            {
                // New settings: what was wrong may be mended. An alarm of earlier ones shows no more by itself.
                _lastAccount = account;
                _breaker.Succeeded();
            }

            var count = account is null || stopping.IsCancellationRequested || _breaker.Wait > TimeSpan.Zero ? 0
                : (_breaker.IsTripped ? 1 : options.Value.ParallelEvents) - running.Count;
            if (await ExchangeAsync(results, count, stopping) is not { } taken)
                continue;
            results.Clear();
            foreach (var next in taken)
                running.Add(teller.TellAsync(account!, next, stopping));
            if (running.Count == 0)
                return;

            // With a place free, what comes next is taken at once; else it waits for a place.
            if (taken.Count < count || count <= 0)
                await Task.WhenAny([.. running, _woken.Task]);
            else
                await Task.WhenAny(running);
            foreach (var done in running.Where(task => task.IsCompleted).ToArray())
            {
                running.Remove(done);
                var (result, verdict) = await done;
                results.Add(result);
                Judge(verdict);
            }

            await (teller.Between?.Invoke(DeliveryStep.Finished, new OutboxEvent(0, null, default, "", 0)) ?? Task.CompletedTask);
        }
    }

    /// <summary>Null to be tried again: the database is away, and what has become of events must not be forgotten.</summary>
    private async Task<IReadOnlyList<OutboxEvent>?> ExchangeAsync(List<OutboxResult> results, int count, CancellationToken stopping)
    {
        try
        {
            return await outbox.ExchangeAsync(
                _worker, name.Enterprise, name.Integration, results, count, options.Value.EventTime + options.Value.LeaseMargin, CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            Log.OutboxWaits(logger, e is NpgsqlException away ? StorageErrors.Describe(away) : e.Message);
            // At the end of the program the leases run out by themselves.
            if (stopping.IsCancellationRequested)
                return [];
            await Task.Delay(RetryDatabase, time, CancellationToken.None);
            return null;
        }
    }

    private void Judge(Verdict verdict)
    {
        if (verdict.Ok is true)
            alarms.Clear(name.Enterprise, name.Integration);
        if (verdict.IsAccountProblem && _lastAccount is { } account)
            alarms.Raise(account, verdict.Message);
        if (verdict.Ok is true && _breaker.Succeeded())
            Log.Mended(logger, name.Integration, name.Enterprise);
        if (verdict.Ok is false && _breaker.Failed(verdict.IsAccountProblem) is { } wait)
            Log.Broken(logger, name.Integration, name.Enterprise, wait, _breaker.Failures, verdict.Message);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
