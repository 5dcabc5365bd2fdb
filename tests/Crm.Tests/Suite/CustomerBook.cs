using System.Collections.Concurrent;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.Suite;

internal sealed class CustomerBook : ICustomerBook
{
    private readonly ConcurrentDictionary<PhoneNumber, CustomerNames> _rows = new();

    public Task<int> SaveAsync(IReadOnlyList<CustomerNames> names, CancellationToken cancellation)
    {
        foreach (var row in names)
            _rows[row.Phone] = row;
        return Task.FromResult(names.Count);
    }

    public Task<CustomerNames?> FindAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult(_rows.GetValueOrDefault(phone));
}
