using System.Text.Json;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.Contracts;

public sealed class CrmEventTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);

    private static readonly CrmCall Call = new(
        Guid.Parse("6f2b5a3e-7f0e-4f38-9d6d-0a9a2d1c7b11"), "0201", CallDirection.Incoming, PhoneNumber.Parse("+79161234567"), PhoneNumber.Parse("+74951112201"), At);

    public static TheoryData<string, CrmEvent> Events => new()
    {
        { "ringing", new CallRinging(Guid.NewGuid(), Call, At, false, []) },
        { "answered", new CallAnswered(Guid.NewGuid(), Call, At, false, new CallParty("101", null)) },
        { "ended", new CallEnded(Guid.NewGuid(), Call with { Client = null }, At, true, CallResult.NoAnswer, null, TimeSpan.FromSeconds(30), TimeSpan.Zero) },
        { "recording-ready", new RecordingReady(Guid.NewGuid(), Call, At, true, new Uri("https://example.com/r/1?s=x"), TimeSpan.FromSeconds(61)) },
        { "analysed", new CallAnalysed(Guid.NewGuid(), Call, At, false, "Скрипт: 18 из 20") },
    };

    [Fact]
    public void A_recording_that_was_stored_before_it_said_who_talked_is_still_read()
    {
        var stored = JsonSerializer.SerializeToNode<CrmEvent>(new RecordingReady(Guid.NewGuid(), Call, At, false, new Uri("https://example.com/r/1"), TimeSpan.FromSeconds(61)))!.AsObject();
        stored.Remove("By");
        stored.Remove("Bytes");

        var read = JsonSerializer.Deserialize<CrmEvent>(stored.ToJsonString()).ShouldBeOfType<RecordingReady>();

        (read.By, read.Bytes).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("/recordings/1.mp3?expires=1&signature=x")]
    [InlineData("file:///recordings/1.mp3?expires=1&signature=x")]
    public void A_path_that_was_stored_as_a_link_does_not_come_back_as_an_address_others_can_follow(string stored)
    {
        var ready = JsonSerializer.SerializeToNode<CrmEvent>(new RecordingReady(Guid.NewGuid(), Call, At, false, new Uri("https://example.com/r/1"), TimeSpan.Zero))!.AsObject();
        ready["Link"] = stored;

        var read = JsonSerializer.Deserialize<CrmEvent>(ready.ToJsonString()).ShouldBeOfType<RecordingReady>();

        read.Link.IsAbsoluteUri.ShouldBeFalse();
        read.Link.OriginalString.ShouldBe("/recordings/1.mp3?expires=1&signature=x");
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_comes_out_of_the_outbox_as_it_went_in(string type, CrmEvent crmEvent)
    {
        var stored = JsonSerializer.Serialize(crmEvent);

        var read = JsonSerializer.Deserialize<CrmEvent>(stored);

        stored.ShouldStartWith($$"""{"type":"{{type}}",""");
        read.ShouldBeOfType(crmEvent.GetType());
        JsonSerializer.Serialize(read).ShouldBe(stored);
        read.Call.ShouldBe(crmEvent.Call);
    }
}
