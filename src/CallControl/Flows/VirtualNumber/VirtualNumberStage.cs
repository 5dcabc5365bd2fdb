using CallControl.Calls;

namespace CallControl.Flows.VirtualNumber;

/// <summary>A stage of a call to a virtual number. What it knows and the row does not say is written down with the row.</summary>
internal abstract class VirtualNumberStage(VirtualNumberFlow flow) : Stage
{
    public sealed override string Memory => Remember(Flow.Memory).ToJson();

    protected VirtualNumberFlow Flow { get; } = flow;

    /// <summary>Adds what this stage alone knows.</summary>
    protected virtual VirtualNumberMemory Remember(VirtualNumberMemory memory) => memory;
}
