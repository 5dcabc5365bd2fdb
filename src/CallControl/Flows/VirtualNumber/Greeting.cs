using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>"You are calling about …, press 1".</summary>
internal sealed class Greeting(VirtualNumberFlow flow) : Question(flow)
{
    public override string Name => "greeting";

    protected override IReadOnlyList<Said> Words => [new Said(PromptNames.Greeting, Flow.Listing, PromptNames.GreetingGeneric)];

    public override Task<Step> EnterAsync(Call call)
    {
        call.Row.GreetedAt ??= call.Now;
        return base.EnterAsync(call);
    }

    protected override Step? Answer(Call call, string digit)
    {
        if (digit != "1")
            return null;

        Flow.OnConfirmed(call);
        return Step.To(new Ringing(Flow), "pressed 1");
    }
}
