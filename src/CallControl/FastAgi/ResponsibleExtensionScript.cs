using CallControl.Crm.Contracts;
using CallControl.Customers;
using CallControl.Enterprises;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.FastAgi;

/// <summary><c>responsible-extension</c>: the extension of the caller's own manager, in <c>CC_EXTENSION</c>.</summary>
internal sealed class ResponsibleExtensionScript(EnterpriseDirectory directory, CustomerLookup lookup, IOptions<NumbersOptions> numbers)
    : CustomerScript(directory, numbers)
{
    public override string Name => "responsible-extension";

    protected override string Variable => "CC_EXTENSION";

    protected override string WhenUnknown => "the caller has no manager";

    protected override Task<string?> FindAsync(string enterprise, PhoneNumber phone, CancellationToken cancellation) =>
        lookup.FindResponsibleAsync(enterprise, phone, fresh: false, cancellation);
}
