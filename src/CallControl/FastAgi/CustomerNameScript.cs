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
    private const string Variable = "CC_CUSTOMER_NAME";

    public override string Name => "customer-name";

    public override IReadOnlyList<string> Variables { get; } = [Variable];

    protected override async Task<AgiAnswer> AnswerAsync(string enterprise, PhoneNumber phone, CancellationToken cancellation) =>
        await lookup.FindAsync(enterprise, phone, fresh: false, cancellation) is { } card
            ? new AgiAnswer(AgiAnswer.Found, card.DisplayName, new Dictionary<string, string?> { [Variable] = card.DisplayName })
            : AgiAnswer.NotKnown("nobody knows the caller");
}
