using System.Text.RegularExpressions;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Calls;

/// <summary>One lab for a class of tests, with the demonstration data and short times.</summary>
public abstract partial class LabFixture(LinkDirection link, string furtherData = "") : IAsyncLifetime
{
    public CallControlLab Lab { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Lab = await StartAsync();
        // A new machine speaks the texts that every call may need for the first time now.
        var texts = (await File.ReadAllLinesAsync(Path.Combine(Lab.SoundsFolder, "ru", "prompts.yaml")))
            .Select(line => FixedText().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value.Replace("{site}", "example.com", StringComparison.Ordinal));
        foreach (var text in texts)
            await Poll.UntilAsync(() => Lab.Prompts.Find(text) is not null, TimeSpan.FromSeconds(90), $"the prompt is made: {text}");
    }

    /// <summary>What is different in this class's lab.</summary>
    protected virtual LabOptions Change(LabOptions options) => options;

    private async Task<CallControlLab> StartAsync() => await CallControlLab.StartAsync(Change(new LabOptions
    {
        Link = link,
        Seed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "demo", "seed.sql")) + furtherData,
        Settings = new Dictionary<string, string>
        {
            ["VirtualNumber__DigitTimeout"] = "00:00:01",
            ["VirtualNumber__RingTime"] = "00:00:05",
        },
    }));

    // name: "text" that names no listing
    [GeneratedRegex("^[a-z_]+: \"((?:[^{\"]|\\{site\\})*)\"$")]
    private static partial Regex FixedText();

    public virtual async Task DisposeAsync()
    {
        if (Lab is not null)
            await Lab.DisposeAsync();
    }
}

public sealed class OutboundLab() : LabFixture(LinkDirection.Outbound);

public sealed class InboundLab() : LabFixture(LinkDirection.Inbound);

public sealed class Calls_over_the_outbound_link(OutboundLab lab) : Calls_to_virtual_numbers(lab.Lab), IClassFixture<OutboundLab>;

public sealed class Calls_over_the_inbound_link(InboundLab lab) : Calls_to_virtual_numbers(lab.Lab), IClassFixture<InboundLab>;
