using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>A lab whose connections can be broken.</summary>
public abstract class FaultLab(LinkDirection link) : LabFixture(link, $"INSERT INTO virtual_numbers (phone, ask_code) VALUES ('{NumberForAll}', TRUE);")
{
    /// <summary>Its callers key in the listing's code.</summary>
    public const string NumberForAll = "+74951112299";

    protected override LabOptions Change(LabOptions options) => options with
    {
        BreakableWires = true,
        Settings = new Dictionary<string, string>(options.Settings)
        {
            // Asterisk may die here: its recordings are taken as they are after seconds instead of minutes.
            ["Recordings__AbandonedAfter"] = "00:00:06",
        },
    };
}

public sealed class OutboundFaultLab() : FaultLab(LinkDirection.Outbound);

public sealed class InboundFaultLab() : FaultLab(LinkDirection.Inbound);
