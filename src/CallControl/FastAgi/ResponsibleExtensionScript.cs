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
    private const string Variable = "CC_EXTENSION";

    public override string Name => "responsible-extension";

    public override IReadOnlyList<string> Variables { get; } = [Variable];

    protected override async Task<AgiAnswer> AnswerAsync(string enterprise, PhoneNumber phone, CancellationToken cancellation) =>
        await lookup.FindResponsibleAsync(enterprise, phone, fresh: false, cancellation) is { Length: > 0 } extension
            ? new AgiAnswer(AgiAnswer.Found, extension, new Dictionary<string, string?> { [Variable] = extension })
            : AgiAnswer.NotKnown("the caller has no manager");
}
