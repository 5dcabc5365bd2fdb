using CallControl.TestKit.Asterisk;

namespace CallControl.EndToEnd.Tests.Nodes;

/// <summary>A test that is left out, with the reason, where the old Asterisk could not be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOnAsterisk16Attribute : FactAttribute
{
    public FactOnAsterisk16Attribute() => Skip = AsteriskRoot.WhyMissing(AsteriskRoot.Oldest);
}
