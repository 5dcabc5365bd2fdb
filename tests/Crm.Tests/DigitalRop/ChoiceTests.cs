using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Calls;
using CallControl.Crm.Tests.Suite;

namespace CallControl.Crm.Tests.DigitalRop;

/// <summary>Which recordings are sent; what is not sent costs no request.</summary>
public sealed class ChoiceTests : DigitalRopTest
{
    [Theory]
    [InlineData("""{"min_duration_s": 88}""", "shorter")]
    [InlineData("""{"min_duration_s": 87}""", null)]
    [InlineData("""{"directions": "outgoing"}""", "incoming calls")]
    [InlineData("""{"directions": "incoming"}""", null)]
    [InlineData("""{"extensions": ["102"]}""", "not in extensions")]
    [InlineData("""{"extensions": [101, "102"]}""", null)]
    [InlineData("""{"except_extensions": ["101"]}""", "except_extensions")]
    [InlineData("""{"max_duration_s": 86}""", "longer")]
    [InlineData("""{"max_duration_s": 87}""", null)]
    [InlineData("""{"allowed_formats": ["wav"]}""", "mp3")]
    public async Task Rules_and_limits_are_asked_before_anything_is_sent(string settings, string? reason)
    {
        var note = await SendAsync(Calls.Recording(Calls.New()), Merge(settings));

        ShouldBe(note, reason);
    }

    public static TheoryData<string, Func<RecordingReady, RecordingReady>, string?> Recordings => new()
    {
        { "nobody", recording => recording with { By = null }, "nobody of the enterprise" },
        { "an owner's own phone", recording => recording with { By = new CallParty(null, Calls.Line) }, "unknown_manager_id" },
        { "45 minutes and a second", recording => recording with { Duration = TimeSpan.FromSeconds(2701) }, "longer" },
        { "more than 100 MB", recording => recording with { Bytes = 100_000_001 }, "MB" },
        { "no public address", recording => recording with { Link = new Uri("/recordings/x.mp3", UriKind.Relative) }, "Web:PublicUrl" },
        { "a film", recording => recording with { Link = new Uri("https://pbx.example.com/rec/1.mp4") }, "mp4" },
        { "a size that nobody knows", recording => recording with { Bytes = null }, null },
    };

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task What_the_service_can_not_take_is_left_out_with_a_reason(string what, Func<RecordingReady, RecordingReady> change, string? reason)
    {
        var note = await SendAsync(change(Calls.Recording(Calls.New())));

        what.ShouldNotBeEmpty();
        ShouldBe(note, reason);
    }

    [Fact]
    public async Task An_owners_own_phone_is_somebody_when_the_settings_say_who()
    {
        var recording = Calls.Recording(Calls.New()) with { By = new CallParty(null, Calls.Line) };

        await SendAsync(recording, settings => settings["unknown_manager_id"] = "owner");

        Account.Calls.ShouldHaveSingleItem().ManagerId.ShouldBe("owner");
    }

    private void ShouldBe(AnalysisNote? note, string? reason)
    {
        note!.State.ShouldBe(reason is null ? AnalysisState.Sent : AnalysisState.Skipped, note.Reason);
        if (reason is not null)
            note.Reason!.ShouldContain(reason);
        Lab.Stub.Journal.Count.ShouldBe(reason is null ? 1 : 0);
    }

    private static Action<JsonObject> Merge(string json) => settings =>
    {
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            settings[name] = value?.DeepClone();
    };
}
