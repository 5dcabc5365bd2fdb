using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Dialplan;

/// <summary>On the inbound link, where Asterisk can't keep a call for an application that is away; and with no room for recordings.</summary>
public sealed class AwayLab : IAsyncLifetime
{
    public CallControlLab Lab { get; private set; } = null!;

    public async Task InitializeAsync() => Lab = await CallControlLab.StartAsync(new LabOptions
    {
        Link = LinkDirection.Inbound,
        Seed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "demo", "seed.sql")),
        Settings = new Dictionary<string, string> { ["Recordings__SmallestFree"] = $"{long.MaxValue}" },
    });

    public async Task DisposeAsync() => await Lab.DisposeAsync();
}
