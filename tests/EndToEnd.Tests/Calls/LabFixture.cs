using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>One lab for a class of tests, with the demonstration data and short times.</summary>
public abstract class LabFixture(LinkDirection link, string furtherData = "") : IAsyncLifetime
{
    public CallControlLab Lab { get; private set; } = null!;

    public async Task InitializeAsync() => Lab = await CallControlLab.StartAsync(new LabOptions
    {
        Link = link,
        Seed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "demo", "seed.sql")) + furtherData,
        Settings = new Dictionary<string, string>
        {
            ["VirtualNumber__DigitTimeout"] = "00:00:01",
            ["VirtualNumber__RingTime"] = "00:00:05",
        },
    });

    public async Task DisposeAsync() => await Lab.DisposeAsync();
}

public sealed class OutboundLab() : LabFixture(LinkDirection.Outbound);

public sealed class InboundLab() : LabFixture(LinkDirection.Inbound);

public sealed class Calls_over_the_outbound_link(OutboundLab lab) : Calls_to_virtual_numbers(lab.Lab), IClassFixture<OutboundLab>;

public sealed class Calls_over_the_inbound_link(InboundLab lab) : Calls_to_virtual_numbers(lab.Lab), IClassFixture<InboundLab>;
