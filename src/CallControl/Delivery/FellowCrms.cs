using System.Runtime.ExceptionServices;
using CallControl.Crm.Contracts;

namespace CallControl.Delivery;

/// <summary>An enterprise's other accounts, as one of them may ask them.</summary>
internal sealed class FellowCrms(CrmAccounts accounts, string enterprise, string asking) : IFellowCrms
{
    public Task<CrmDeal?> FindDealAsync(PhoneNumber client, CancellationToken cancellation) => FirstDealAsync(Others().Select(account => account.Adapter), client, cancellation);

    public string? EmployeeIdAt(string extension) => Others().Select(account => account.Adapter.EmployeeIdAt(extension)).FirstOrDefault(id => id is not null);

    /// <summary>The first deal in the order of the adapters. All are asked at once: one that is down or slow must not hide what another knows.</summary>
    internal static async Task<CrmDeal?> FirstDealAsync(IEnumerable<ICrmAdapter> adapters, PhoneNumber client, CancellationToken cancellation)
    {
        using var known = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var asked = adapters.Select(adapter => adapter.FindDealAsync(client, known.Token)).ToList();
        Exception? failure = null;
        CrmDeal? deal = null;
        foreach (var answer in asked)
        {
            try
            {
                var found = await answer;
                deal ??= found;
                if (deal is not null)
                    await known.CancelAsync();
            }
            catch (Exception e) when (e is CrmException or OperationCanceledException)
            {
                failure ??= e;
            }
        }

        if (deal is null && failure is not null)
            ExceptionDispatchInfo.Throw(failure);
        return deal;
    }

    private IEnumerable<OpenAccount> Others() => accounts.Of(enterprise, CrmCapabilities.Deals).Where(account => account.Vendor.Name != asking);
}
