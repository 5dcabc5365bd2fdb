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
    CrmAccounts accounts, TablePolls polls, ResultStore store, ResultJoin join, AccountAlarms alarms, IOptions<DigitalRopOptions> options, TimeProvider time,
    ILogger<ResultWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await StepAsync(() => join.RunAsync(stoppingToken), stoppingToken);
            await StepAsync(() => GiveUpAsync(stoppingToken), stoppingToken);
            await StepAsync(() => AskAsync(stoppingToken), stoppingToken);
        }
    }

    /// <summary>One step that fails holds up no other.</summary>
    private async Task StepAsync(Func<Task> step, CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
            return;
        try
        {
            await step();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The end of the program.
        }
#pragma warning disable CA1031 // The loop's edge: what is wrong with one look must not end the looks.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Waits(logger, Describe(e));
        }
    }

    private async Task GiveUpAsync(CancellationToken cancellation)
    {
        if (await polls.GiveUpAsync(cancellation) is > 0 and var given)
            Log.PollingGivenUp(logger, given);
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        // An account that refuses or is away is not asked again in this round; what was taken comes again at its next time.
        HashSet<string> troubled = [];
        while (await polls.TakeAsync(cancellation) is { Count: > 0 } taken)
        {
            foreach (var poll in taken.Where(poll => !troubled.Contains(poll.Enterprise)))
            {
                if (accounts.Find(poll.Enterprise, DigitalRopVendor.Word) is { } account && !await AskAsync(account, poll, cancellation))
                    troubled.Add(poll.Enterprise);
            }
        }
    }

    /// <returns>False when the account is not to be asked for more.</returns>
    private async Task<bool> AskAsync(OpenAccount account, TablePoll poll, CancellationToken cancellation)
    {
        ExchangeHandler.CurrentCall.Value = poll.CallId;
        try
        {
            var result = await DigitalRopVendor.FindTableAsync(account.Adapter, poll.TableId, poll.AskedBy, cancellation);
            alarms.Clear(poll.Enterprise, DigitalRopVendor.Word);
            if (result is not null)
                await store.SaveAsync(poll.Enterprise, result with { CallId = poll.CallId.ToString() }, ResultStore.FromPoll, cancellation);
            return true;
        }
        catch (CrmException e)
        {
            Log.NotAsked(logger, poll.Enterprise, poll.TableId, poll.CallId, e.Message);
            if (e.IsAccountProblem)
                alarms.Raise(account, e.Message);
            return false;
        }
        catch (Exception e) when (e is not (OperationCanceledException or NpgsqlException) || (e is PostgresException refused && !StorageErrors.MayPass(refused)))
        {
            // An answer that can't be read or kept is this table's trouble alone.
            Log.NotAsked(logger, poll.Enterprise, poll.TableId, poll.CallId, Describe(e));
            return true;
        }
    }

    private static string Describe(Exception e) => e is NpgsqlException refused ? StorageErrors.Describe(refused) : e.Message;
}
