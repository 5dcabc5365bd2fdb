using CallControl.Calls;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>
/// The number is leased to one listing now, and this caller knows it for another: "for A press 1, for B press 2". His answer is his
/// confirmation too, and is remembered with the call.
/// </summary>
internal sealed class Choosing(VirtualNumberFlow flow, Listing live, Listing own) : Question(flow)
{
    public override string Name => "choosing";

    protected override IReadOnlyList<Said> Words => [new Said(PromptNames.ChooseFirst, live), new Said(PromptNames.ChooseSecond, own)];

    protected override VirtualNumberMemory Remember(VirtualNumberMemory memory) => memory with { Live = live.Id, Own = own.Id };

    public override Task<Step> EnterAsync(Call call)
    {
        call.Row.GreetedAt ??= call.Now;
        return base.EnterAsync(call);
    }

    protected override Step? Answer(Call call, string digit)
    {
        var (chosen, other) = digit switch
        {
            "1" => (live, own),
            "2" => (own, live),
            _ => (null, null),
        };
        if (chosen is null)
            return null;

        call.Row.ConfirmedAt = call.Now;
        call.Row.AlternativeListingId = other!.Id;
        var why = $"chose listing {chosen.Id}";
        var step = Flow.Begin(call, chosen, why);
        return step.Next is Greeting ? Step.To(new Ringing(Flow), why) : step;
    }
}
