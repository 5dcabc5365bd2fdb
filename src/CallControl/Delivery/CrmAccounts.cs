using CallControl.Crm.Contracts;
using CallControl.Customers;
using CallControl.Delivery.Exchanges;
using CallControl.Delivery.Limits;
using CallControl.Enterprises;
using Npgsql;

namespace CallControl.Delivery;

/// <summary>Open accounts: an adapter per enterprise and vendor, made when first needed and again after the enterprise's settings changed.</summary>
internal sealed class CrmAccounts(
    EnterpriseDirectory directory, IEnumerable<ICrmVendor> vendors, Secrets secrets, NpgsqlDataSource database, CrmConnections connections, IRateGate gate, ExchangeLog log,
    TimeProvider time, ILoggerFactory loggers)
{
    private readonly Dictionary<string, ICrmVendor> _vendors = vendors.ToDictionary(vendor => vendor.Name, StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Enterprise, string Vendor), (Enterprise Made, OpenAccount Account)> _open = [];

    public IReadOnlyCollection<ICrmVendor> Vendors => _vendors.Values;

    public ICrmVendor? FindVendor(string name) => _vendors.GetValueOrDefault(name);

    /// <returns>Null when the enterprise or the vendor is unknown, or switched off.</returns>
    public OpenAccount? Find(string enterpriseNumber, string vendorName)
    {
        if (directory.Find(enterpriseNumber) is not { } enterprise || !_vendors.TryGetValue(vendorName, out var vendor) || !enterprise.IsEnabled(vendorName))
            return null;
        lock (_gate)
        {
            if (_open.TryGetValue((enterpriseNumber, vendorName), out var known) && ReferenceEquals(known.Made, enterprise))
                return known.Account;
            var account = Open(enterprise, vendor);
            _open[(enterpriseNumber, vendorName)] = (enterprise, account);
            return account;
        }
    }

    /// <summary>The switched-on accounts of an enterprise that can do something, the primary first.</summary>
    public IReadOnlyList<OpenAccount> Of(string enterpriseNumber, CrmCapabilities capability) =>
        [.. _vendors.Values.Where(vendor => vendor.Capabilities.HasFlag(capability))
            .Select(vendor => Find(enterpriseNumber, vendor.Name)).OfType<OpenAccount>().OrderByDescending(account => account.Account.IsPrimary)];

    /// <summary>An account that need not be switched on: for the connection test.</summary>
    public OpenAccount Open(Enterprise enterprise, ICrmVendor vendor)
    {
        var account = new CrmAccount(
            enterprise.Number, enterprise.Name, enterprise.Zone, IntegrationSettings.Of(enterprise, vendor.Name), enterprise.Employees, enterprise.IsPrimary(vendor.Name));
        var hidden = enterprise.Integrations[vendor.Name] is System.Text.Json.Nodes.JsonObject settings ? secrets.Of(vendor.Name, settings) : [];
        var parts = new CrmParts(
            new CrmHttp(enterprise.Number, vendor.Name, hidden, connections, gate, log, time),
            new CustomerBook(database, enterprise.Number, vendor.Name, account.IsPrimary),
            new CallMemory(database, enterprise.Number, vendor.Name),
            time,
            loggers.CreateLogger($"CallControl.Crm.{vendor.Name}"))
        {
            Fellows = new FellowCrms(this, enterprise.Number, vendor.Name),
            Locks = new PostgresLocks(database, vendor.Name, time, loggers.CreateLogger<PostgresLocks>()),
        };
        return new OpenAccount(vendor, account, parts);
    }
}
