using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>The caller is turned away unanswered, which costs him nothing.</summary>
/// <param name="reason">Why.</param>
/// <param name="cause">Q.850 cause his operator gets: 17 busy, 21 rejected.</param>
internal sealed class Refusing(EndReason reason, int cause) : Stage
{
    public const int Busy = 17;
    public const int Rejected = 21;

    public override string Name => "refusing";

    public override Task<Step> EnterAsync(Call call)
    {
        call.Caller.HangUpCause = cause;
        return Task.FromResult(Step.Finish(reason));
    }

    public override Task<Step> HandleAsync(Call call, CallMessage message) => Task.FromResult(Step.Finish(reason));
}
