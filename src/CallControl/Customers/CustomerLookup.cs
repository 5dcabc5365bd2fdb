using CallControl.Crm.Contracts;
using CallControl.Delivery;
using CallControl.Enterprises;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Customers;

/// <summary>Who calls, by asking the enterprise's CRMs (the primary first) behind a cache, and its own customers where they know nothing.</summary>
internal sealed class CustomerLookup
{
    private readonly CrmAccounts _accounts;
    private readonly NpgsqlDataSource _database;
    private readonly ILogger<CustomerLookup> _logger;
    private readonly LookupCache<CustomerCard> _cards;
    private readonly LookupCache<string> _responsible;

    public CustomerLookup(
        CrmAccounts accounts, EnterpriseDirectory directory, NpgsqlDataSource database, IOptions<LookupOptions> options, TimeProvider time, ILogger<CustomerLookup> logger)
    {
        (_accounts, _database, _logger) = (accounts, database, logger);
        _cards = new LookupCache<CustomerCard>(options.Value, time);
        _responsible = new LookupCache<string>(options.Value, time);
        // What is remembered was said by accounts that may be others now. Changes are rare.
        directory.Changed += () =>
        {
            _cards.Clear();
            _responsible.Clear();
        };
    }

    public (long Hits, long Misses) CardCounts => _cards.Counts;

    public (long Hits, long Misses) ResponsibleCounts => _responsible.Counts;

    public int Remembered => _cards.Count + _responsible.Count;

    /// <summary>A vendor said that something has changed.</summary>
    public void Forget(string enterprise)
    {
        _cards.Forget(enterprise);
        _responsible.Forget(enterprise);
    }

    /// <summary>The customer; from the enterprise's own table when no CRM knows him or answers in time.</summary>
    public async Task<CustomerCard?> FindAsync(string enterprise, PhoneNumber phone, bool fresh, CancellationToken cancellation)
    {
        try
        {
            var (answered, card) = await _cards.GetAsync(
                (enterprise, phone.Digits),
                fresh,
                token => AskAsync(enterprise, CrmCapabilities.Customers, adapter => adapter.FindCustomerAsync(phone, token)),
                cancellation);
            if (!answered)
                Log.TooSlow(_logger, enterprise, phone.Masked);
            return card ?? await StoredAsync(enterprise, phone, cancellation);
        }
        catch (Exception e) when (e is CrmException or TimeoutException)
        {
            Log.NotAsked(_logger, enterprise, phone.Masked, e.Message);
            return await StoredAsync(enterprise, phone, cancellation);
        }
    }

    /// <summary>The extension of the customer's own manager; null when there is none, or nobody answers in time: the call then goes its usual way.</summary>
    public async Task<string?> FindResponsibleAsync(string enterprise, PhoneNumber phone, bool fresh, CancellationToken cancellation)
    {
        try
        {
            var (answered, extension) = await _responsible.GetAsync(
                (enterprise, phone.Digits),
                fresh,
                token => AskAsync(enterprise, CrmCapabilities.Responsible, adapter => adapter.FindResponsibleExtensionAsync(phone, token)),
                cancellation);
            if (!answered)
                Log.TooSlow(_logger, enterprise, phone.Masked);
            return extension;
        }
        catch (Exception e) when (e is CrmException or TimeoutException)
        {
            Log.NotAsked(_logger, enterprise, phone.Masked, e.Message);
            return null;
        }
    }

    /// <summary>Reads the phone's names out of the CRMs into <c>customers</c>.</summary>
    /// <returns>How many rows were made or changed, and from which vendors.</returns>
    public async Task<IReadOnlyDictionary<string, int>> EnrichAsync(string enterprise, PhoneNumber phone, CancellationToken cancellation)
    {
        var changed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var account in _accounts.Of(enterprise, CrmCapabilities.Names))
            changed[account.Vendor.Name] = await account.Parts.Customers.SaveAsync(await account.Adapter.FindNamesAsync(phone, cancellation), cancellation);
        return changed;
    }

    /// <summary>Asks the enterprise's CRMs one after another until one knows.</summary>
    private async Task<T?> AskAsync<T>(string enterprise, CrmCapabilities able, Func<ICrmAdapter, Task<T?>> ask)
        where T : class
    {
        CrmException? failure = null;
        foreach (var account in _accounts.Of(enterprise, able))
        {
            try
            {
                if (await ask(account.Adapter) is { } answer)
                    return answer;
            }
            catch (CrmException e)
            {
                failure = e; // another may know
            }
        }

        // "Nobody knows" is only remembered when everybody was asked.
        return failure is null ? null : throw failure;
    }

    private async Task<CustomerCard?> StoredAsync(string enterprise, PhoneNumber phone, CancellationToken cancellation)
    {
        if (await new CustomerBook(_database, enterprise, "", isPrimary: false).FindAsync(phone, cancellation) is not { } stored)
            return null;
        var person = string.Join(' ', new[] { stored.LastName, stored.FirstName, stored.MiddleName }.Where(name => !string.IsNullOrWhiteSpace(name)));
        var shown = stored.EnterpriseName ?? (person.Length > 0 ? person : null);
        return shown is null ? null : new CustomerCard(
            stored.ExternalId, shown, stored.LastName, stored.FirstName, stored.MiddleName, stored.EnterpriseName)
        {
            PersonUid = stored.PersonUid,
            Phones = [phone],
        };
    }
}
