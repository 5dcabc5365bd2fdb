using System.Security.Cryptography;
using System.Text;
using CallControl.Crm.Contracts;
using CallControl.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Enterprises;

/// <summary>
/// All enterprises, in memory, so that no call waits for the database. Read again as soon as any replica changes one (NOTIFY), after every break of that connection,
/// and now and then in any case. While the database is away the last known ones stay.
/// </summary>
internal sealed class EnterpriseDirectory : BackgroundService
{
    private readonly EnterpriseRepository _repository;
    private readonly IReadOnlyList<ICrmVendor> _vendors;
    private readonly IOptions<EnterprisesOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger<EnterpriseDirectory> _logger;
    private readonly WakeUp _changed;
    private readonly SemaphoreSlim _reading = new(1);
    private volatile Known _known = Known.Nothing;
    private long _hits;
    private long _misses;

    public EnterpriseDirectory(
        EnterpriseRepository repository, IEnumerable<ICrmVendor> vendors, DatabaseSignals signals, IOptions<EnterprisesOptions> options, TimeProvider time,
        ILogger<EnterpriseDirectory> logger)
    {
        (_repository, _vendors, _options, _time, _logger) = (repository, [.. vendors], options, time, logger);
        _changed = new WakeUp(time);
        signals.Listen("enterprises", _changed.Call);
    }

    /// <summary>Told after a reading that found something changed.</summary>
    public event Action? Changed;

    public IEnumerable<Enterprise> All => _known.ByNumber.Values;

    /// <summary>Whether any enterprise tells any CRM anything.</summary>
    public bool AnyIntegration => _known.AnyIntegration;

    /// <summary>Questions answered from memory, and those that knew no such enterprise.</summary>
    public (long Hits, long Misses) Counts => (Interlocked.Read(ref _hits), Interlocked.Read(ref _misses));

    public Enterprise? Find(string number)
    {
        var found = _known.ByNumber.GetValueOrDefault(number);
        Interlocked.Increment(ref found is null ? ref _misses : ref _hits);
        return found;
    }

    /// <summary>Whose <c>clientId</c> it is.</summary>
    public Enterprise? FindBySecret(string secret)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        Enterprise? found = null;
        // All are compared whole: the time says nothing.
        foreach (var enterprise in _known.ByNumber.Values)
        {
            if (enterprise.Secret is { } known && CryptographicOperations.FixedTimeEquals(given, SHA256.HashData(Encoding.UTF8.GetBytes(known))))
                found = enterprise;
        }

        return found;
    }

    /// <summary>Which enterprise a webhook of a vendor is for; null when the key is unknown, or the integration is switched off.</summary>
    public Enterprise? FindByWebhook(string vendor, string key) => _known.ByWebhook.GetValueOrDefault((vendor, key));

    /// <summary>Reads now; for the replica that has just made a change.</summary>
    public async Task ReloadAsync(CancellationToken cancellation)
    {
        // One at a time: an older reading must not replace a newer one.
        await _reading.WaitAsync(cancellation);
        try
        {
            var read = await _repository.AllAsync(cancellation);
            // An enterprise that did not change stays the same object, so that what is made for it stays too.
            var known = _known;
            var all = read.Select(enterprise => known.ByNumber.GetValueOrDefault(enterprise.Number) is { } before && enterprise.IsSameAs(before) ? before : enterprise).ToList();
            if (all.Count == known.ByNumber.Count && all.TrueForAll(enterprise => ReferenceEquals(enterprise, known.ByNumber.GetValueOrDefault(enterprise.Number))))
                return;
            _known = Known.Of(all, _vendors, _logger);
        }
        finally
        {
            _reading.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>What is asked first must not find an empty directory; a database that is away is waited for later.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryReloadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _changed.Dispose();
        _reading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = new Asterisk.ReconnectDelay(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), Random.Shared);
        var read = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (read)
                    await _changed.WaitAsync(_options.Value.ReloadEvery, stoppingToken);
                else
                    await Task.Delay(delay.Next(), _time, stoppingToken);
                read = await TryReloadAsync(stoppingToken);
                if (read)
                    delay.Reset();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<bool> TryReloadAsync(CancellationToken cancellation)
    {
        try
        {
            await ReloadAsync(cancellation);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The loop's edge: what is wrong with one reading must not end the readings.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NotRead(_logger, e is NpgsqlException away ? StorageErrors.Describe(away) : e.Message);
            return false;
        }
    }

    private sealed record Known(IReadOnlyDictionary<string, Enterprise> ByNumber, IReadOnlyDictionary<(string, string), Enterprise> ByWebhook, bool AnyIntegration)
    {
        public static readonly Known Nothing = new(new Dictionary<string, Enterprise>(), new Dictionary<(string, string), Enterprise>(), false);

        public static Known Of(IReadOnlyList<Enterprise> enterprises, IReadOnlyList<ICrmVendor> vendors, ILogger logger)
        {
            var webhooks = new Dictionary<(string, string), Enterprise>();
            var any = false;
            foreach (var enterprise in enterprises)
            {
                foreach (var vendor in vendors.Where(vendor => enterprise.IsEnabled(vendor.Name)))
                {
                    any = true;
                    foreach (var key in vendor.WebhookKeys(IntegrationSettings.Of(enterprise, vendor.Name)))
                    {
                        if (!webhooks.TryAdd((vendor.Name, key), enterprise))
                            Log.WebhookKeyTwice(logger, vendor.Name, webhooks[(vendor.Name, key)].Number, enterprise.Number);
                    }
                }
            }

            return new Known(enterprises.ToDictionary(enterprise => enterprise.Number, StringComparer.Ordinal), webhooks, any);
        }
    }
}
