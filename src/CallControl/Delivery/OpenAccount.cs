using CallControl.Crm.Contracts;

namespace CallControl.Delivery;

/// <summary>An account at a vendor with all it needs.</summary>
internal sealed class OpenAccount
{
    private readonly Lazy<ICrmAdapter> _adapter;

    public OpenAccount(ICrmVendor vendor, CrmAccount account, CrmParts parts)
    {
        (Vendor, Account, Parts) = (vendor, account, parts);
        _adapter = new Lazy<ICrmAdapter>(() => vendor.Create(account, parts));
    }

    public ICrmVendor Vendor { get; }

    public CrmAccount Account { get; }

    public CrmParts Parts { get; }

    public ICrmAdapter Adapter => _adapter.Value;

    public Task<IReadOnlyList<ConnectionCheck>> TestAsync(CancellationToken cancellation) => Vendor.TestConnectionAsync(Account, Parts, cancellation);
}
