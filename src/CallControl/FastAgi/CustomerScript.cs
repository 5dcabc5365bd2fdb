using CallControl.Asterisk.Agi;
using CallControl.Crm.Contracts;
using CallControl.Enterprises;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.FastAgi;

/// <summary>A question about who calls: the first argument is the enterprise, the second a number in place of the caller's.</summary>
internal abstract class CustomerScript(EnterpriseDirectory directory, IOptions<NumbersOptions> numbers) : IAgiScript
{
    public abstract string Name { get; }

    public IReadOnlyList<string> Variables => [Variable];

    /// <summary>The one that the answer is in.</summary>
    protected abstract string Variable { get; }

    /// <summary>Said where there is no answer.</summary>
    protected abstract string WhenUnknown { get; }

    public async Task<AgiAnswer> AnswerAsync(AgiRequest request, CancellationToken cancellation)
    {
        if (request.Argument(0) is not { } enterprise)
            return AgiAnswer.Failed($"name the enterprise: AGI(agi://…/{Name},0367)");
        if (directory.Find(enterprise) is null)
            return AgiAnswer.Failed($"there is no enterprise {enterprise}");
        if (!PhoneNumber.TryParse(request.Argument(1) ?? request.CallerId, out var phone, numbers.Value.Home))
            return AgiAnswer.NotKnown("the caller shows no number");
        return await FindAsync(enterprise, phone, cancellation) is { Length: > 0 } found
            ? new AgiAnswer(AgiAnswer.Found, found, new Dictionary<string, string?> { [Variable] = found })
            : AgiAnswer.NotKnown(WhenUnknown);
    }

    protected abstract Task<string?> FindAsync(string enterprise, PhoneNumber phone, CancellationToken cancellation);
}
