using CallControl.Crm.Contracts;
using CallControl.Customers;
using CallControl.Enterprises;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.FastAgi;

/// <summary><c>customer-name</c>: what a phone's display shows of the caller, in <c>CC_CUSTOMER_NAME</c>.</summary>
internal sealed class CustomerNameScript(EnterpriseDirectory directory, CustomerLookup lookup, IOptions<NumbersOptions> numbers)
    : CustomerScript(directory, numbers)
{
    public override string Name => "customer-name";

    protected override string Variable => "CC_CUSTOMER_NAME";

    protected override string WhenUnknown => "nobody knows the caller";

    protected override async Task<string?> FindAsync(string enterprise, PhoneNumber phone, CancellationToken cancellation) =>
        (await lookup.FindAsync(enterprise, phone, fresh: false, cancellation))?.DisplayName;
}
