using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.DigitalRop;

/// <summary>What the enterprise's CRM says.</summary>
internal sealed class Fellows(CrmDeal? deal, params (string Extension, string Id)[] employees) : IFellowCrms
{
    private readonly CrmException? _failure;

    public Fellows(CrmException failure)
        : this((CrmDeal?)null) => _failure = failure;

    public Task<CrmDeal?> FindDealAsync(PhoneNumber client, CancellationToken cancellation) => _failure is null ? Task.FromResult(deal) : Task.FromException<CrmDeal?>(_failure);

    public string? EmployeeIdAt(string extension) => employees.FirstOrDefault(employee => employee.Extension == extension).Id;
}
