using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>What a keyed-in listing number stands for.</summary>
internal sealed record CodeResult(Listing? Listing);
