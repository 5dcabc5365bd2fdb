using CallControl.Crm.Contracts;

namespace CallControl.Delivery;

/// <summary>An enterprise's other accounts, as one of them may ask them.</summary>
internal sealed class FellowCrms(CrmAccounts accounts, string enterprise, string asking) : IFellowCrms
{
    public async Task<CrmDeal?> FindDealAsync(PhoneNumber client, CancellationToken cancellation)
    {
        foreach (var account in Others())
        {
            if (await account.Adapter.FindDealAsync(client, cancellation) is { } deal)
                return deal;
        }

        return null;
    }

    public string? EmployeeIdAt(string extension) => Others().Select(account => account.Adapter.EmployeeIdAt(extension)).FirstOrDefault(id => id is not null);

    private IEnumerable<OpenAccount> Others() => accounts.Of(enterprise, CrmCapabilities.Deals).Where(account => account.Vendor.Name != asking);
}
