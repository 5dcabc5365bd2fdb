using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop;
using CallControl.Delivery;
using CallControl.Delivery.Exchanges;
using CallControl.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.DigitalRop;

/// <summary>Asks for tables whose result did not come by itself, and gives results that came too early to their calls.</summary>
internal sealed class ResultWatch(
    CrmAccounts accounts, DigitalRopVendor vendor, TablePolls polls, ResultStore store, IOptions<DigitalRopOptions> options, TimeProvider time, ILogger<ResultWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await store.JoinAsync(stoppingToken);
                if (await polls.GiveUpAsync(stoppingToken) is > 0 and var given)
                    Log.PollingGivenUp(logger, given);
                await AskAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The loop's edge: what is wrong with one look must not end the looks.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.Waits(logger, e is NpgsqlException away ? StorageErrors.Describe(away) : e.Message);
            }
        }
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        // An account that refuses or is away is not asked again in this round; what was taken comes again at its next time.
        HashSet<string> troubled = [];
        while (await polls.TakeAsync(cancellation) is { Count: > 0 } taken)
        {
            foreach (var poll in taken.Where(poll => !troubled.Contains(poll.Enterprise)))
            {
                if (accounts.Find(poll.Enterprise, vendor.Name) is not { } account)
                    continue;
                ExchangeHandler.CurrentCall.Value = poll.CallId;
                try
                {
                    if (await DigitalRopVendor.FindTableAsync(account.Adapter, poll.TableId, poll.AskedBy, cancellation) is { } result)
                        await store.SaveAsync(poll.Enterprise, result with { CallId = poll.CallId.ToString() }, ResultStore.FromPoll, cancellation);
                }
                catch (CrmException e)
                {
                    troubled.Add(poll.Enterprise);
                    Log.NotAsked(logger, poll.Enterprise, poll.TableId, poll.CallId, e.Message);
                }
            }
        }
    }
}
