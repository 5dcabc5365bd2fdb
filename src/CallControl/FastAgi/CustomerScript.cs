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

    public abstract IReadOnlyList<string> Variables { get; }

    public async Task<AgiAnswer> AnswerAsync(AgiRequest request, CancellationToken cancellation)
    {
        if (request.Argument(0) is not { } enterprise)
            return AgiAnswer.Failed($"name the enterprise: AGI(agi://…/{Name},0367)");
        if (directory.Find(enterprise) is null)
            return AgiAnswer.Failed($"there is no enterprise {enterprise}");
        return PhoneNumber.TryParse(request.Argument(1) ?? request.CallerId, out var phone, numbers.Value.Home)
            ? await AnswerAsync(enterprise, phone, cancellation)
            : AgiAnswer.NotKnown("the caller shows no number");
    }

    protected abstract Task<AgiAnswer> AnswerAsync(string enterprise, PhoneNumber phone, CancellationToken cancellation);
}
