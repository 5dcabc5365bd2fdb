using CallControl.TestKit.Lab;
using CallControl.TestKit.Network;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Overload;

/// <summary>A node that may carry one call, and from there on gives no numbers to visitors.</summary>
public abstract class OverloadLab(string whenFull) : IAsyncLifetime
{
    public CallControlLab Lab { get; private set; } = null!;

    /// <summary>Takes what is sent over OTLP.</summary>
    public OtlpCollector Telemetry { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Telemetry = await OtlpCollector.StartAsync();
        Lab = await CallControlLab.StartAsync(new LabOptions
        {
            Seed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "demo", "seed.sql")),
            Settings = new Dictionary<string, string>
            {
                ["Asterisk__Nodes__0__MaxCalls"] = "1",
                ["Asterisk__Nodes__0__WhenFull"] = whenFull,
                ["Overload__LeasesUpTo"] = "100",
                ["Telemetry__OtlpEndpoint"] = Telemetry.Address.OriginalString,
                ["Telemetry__OtlpProtocol"] = "Http",
            },
        });
    }

    public async Task DisposeAsync()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
        if (Telemetry is not null)
            await Telemetry.DisposeAsync();
    }
}

public sealed class BusyLab() : OverloadLab("Busy");

public sealed class DialplanLab() : OverloadLab("Dialplan");
