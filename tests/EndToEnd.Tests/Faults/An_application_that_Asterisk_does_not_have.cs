using CallControl.TestKit.Lab;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>CallControl and Asterisk are linked, and mean different applications: calls would go nowhere without a word.</summary>
public sealed class An_application_that_Asterisk_does_not_have
{
    private const string Reason = "it has no application 'another': compare `apps` in ari-outbound.conf";

    [Fact]
    public async Task Is_named_in_the_log_and_by_the_program_that_is_not_ready()
    {
        var settings = new Dictionary<string, string> { ["Asterisk__Nodes__0__Application"] = "another" };
        await using var lab = await CallControlLab.StartAsync(new LabOptions { Settings = settings });

        await Poll.UntilAsync(
            async () =>
            {
                using var ready = await lab.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                return !ready.IsSuccessStatusCode && (await ready.Content.ReadAsStringAsync()).Contains(Reason, StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(10),
            "/health/ready says why");

        lab.App.LastOutput.ShouldContain(Reason);
    }
}
