using CallControl.Calls;

namespace CallControl.Flows.ClickToCall;

/// <summary>A stage of a call by a click. The caller is the employee, whose phone is rung first; the called party is the client.</summary>
internal abstract class ClickToCallStage(ClickToCallFlow flow) : Stage
{
    public sealed override string Memory => Remember(new ClickToCallMemory()).ToJson();

    protected ClickToCallFlow Flow { get; } = flow;

    public override EndReason? CallerLeft => ClickEnds.EmployeeHungUp;

    /// <summary>Adds what this stage alone knows.</summary>
    protected virtual ClickToCallMemory Remember(ClickToCallMemory memory) => memory;
}
