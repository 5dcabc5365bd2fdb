using CallControl.Delivery.Outbox;
using CallControl.Enterprises;
using CallControl.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Delivery;

/// <summary>Sees which accounts have something in the outbox and lets each be emptied on its own, so that a slow one holds up no other.</summary>
internal sealed class DeliveryService : BackgroundService
{
    private readonly CrmAccounts _accounts;
    private readonly EnterpriseDirectory _directory;
    private readonly OutboxTable _outbox;
    private readonly EventTeller _teller;
    private readonly AccountAlarms _alarms;
    private readonly IOptions<DeliveryOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliveryService> _logger;
    private readonly ILogger<AccountDelivery> _accountLogger;
    private readonly WakeUp _wakeUp;
    private readonly Dictionary<(string, string), (AccountDelivery Delivery, Task Running)> _deliveries = [];

    public DeliveryService(
        CrmAccounts accounts, EnterpriseDirectory directory, OutboxTable outbox, EventTeller teller, AccountAlarms alarms, DatabaseSignals signals,
        IOptions<DeliveryOptions> options, TimeProvider time, ILogger<DeliveryService> logger, ILogger<AccountDelivery> accountLogger)
    {
        (_accounts, _directory, _outbox, _teller, _alarms) = (accounts, directory, outbox, teller, alarms);
        (_options, _time, _logger, _accountLogger) = (options, time, logger, accountLogger);
        _wakeUp = new WakeUp(time);
        signals.Listen("crm_outbox", Wake);
        directory.Changed += Wake;
    }

    /// <summary>Something may have come.</summary>
    public void Wake() => _wakeUp.Call();

    public override void Dispose()
    {
        _directory.Changed -= Wake;
        _wakeUp.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_options.Value.Enabled)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wakeUp.WaitAsync(_options.Value.LookEvery, stoppingToken);
                await StartAsync(_accounts.Vendors.SelectMany(vendor => _directory.All.Where(enterprise => enterprise.IsEnabled(vendor.Name))
                    .Select(enterprise => (enterprise.Number, vendor.Name))).ToList(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                Log.OutboxWaits(_logger, e is NpgsqlException away ? StorageErrors.Describe(away) : e.Message);
                await Task.Delay(_options.Value.LookEvery, _time, stoppingToken);
            }
        }

        await Task.WhenAll(_deliveries.Values.Select(delivery => delivery.Running));
    }

    private async Task StartAsync(List<(string, string)> accounts, CancellationToken stopping)
    {
        foreach (var account in await _outbox.BusyAsync(accounts, stopping))
        {
            if (!_deliveries.TryGetValue(account, out var known))
                known = (new AccountDelivery(account, _accounts, _outbox, _teller, _alarms, _options, _time, _accountLogger), Task.CompletedTask);
            if (known.Running.IsCompleted)
                known.Running = GuardedAsync(known.Delivery, stopping);
            else
                known.Delivery.Wake();
            _deliveries[account] = known;
        }
    }

    private async Task GuardedAsync(AccountDelivery delivery, CancellationToken stopping)
    {
        try
        {
            await delivery.RunAsync(stopping);
        }
#pragma warning disable CA1031 // The edge of one account's loop: it is started again at the next look, and the others go on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.LoopFailed(_logger, e);
        }
    }
}
