using System.Runtime.CompilerServices;
using CallControl.Crm.DigitalRop;
using CallControl.Enterprises;

namespace CallControl.DigitalRop;

/// <summary>Which enterprises share an account at the service. To it they are one customer, with one address for each checklist and one set of call ids.</summary>
internal sealed class SharedAccounts(EnterpriseDirectory directory)
{
    // An enterprise stays the same object until it changes.
    private readonly ConditionalWeakTable<Enterprise, string> _keys = [];

    /// <summary>All enterprises that use the service, each with the key of its account.</summary>
    public IReadOnlyList<(string Enterprise, string Account)> All =>
        [.. directory.All.Where(enterprise => enterprise.IsEnabled(DigitalRopVendor.Word)).Select(enterprise => (enterprise.Number, KeyOf(enterprise)))];

    /// <summary>The enterprises that share the account of one, itself among them.</summary>
    public string[] With(string enterprise) => directory.Find(enterprise) is not { } known
        ? [enterprise]
        : [.. All.Where(one => one.Account == KeyOf(known)).Select(one => one.Enterprise).Append(enterprise).Distinct()];

    private string KeyOf(Enterprise enterprise) => _keys.GetValue(enterprise, one => DigitalRopVendor.AccountKey(IntegrationSettings.Of(one, DigitalRopVendor.Word)));
}
