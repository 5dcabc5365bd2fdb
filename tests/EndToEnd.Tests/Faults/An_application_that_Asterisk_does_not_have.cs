using CallControl.TestKit.Lab;

namespace CallControl.EndToEnd.Tests.Faults;

/// <summary>CallControl and Asterisk are linked, and mean different applications: calls would go nowhere without a word.</summary>
public sealed class An_application_that_Asterisk_does_not_have
{
    [Fact]
    public async Task Is_named_in_the_log_and_keeps_the_program_from_being_ready()
    {
        var settings = new Dictionary<string, string> { ["Asterisk__Nodes__0__Application"] = "another" };

        var failure = await Should.ThrowAsync<TimeoutException>(() => CallControlLab.StartAsync(new LabOptions { Settings = settings }));

        failure.Message.ShouldContain("/health/ready is 200");
        failure.Message.ShouldContain("it has no application 'another': compare `apps` in ari-outbound.conf");
    }
}
