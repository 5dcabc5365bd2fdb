using System.Text.Json;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers;

public sealed class CallSettingsTests
{
    private const string Everything = """
        {"ring":"parallel","accept":true,"ring_seconds":20,"talk_seconds":3600,"record":false,"consent":true,"owner_sees":"virtual_number","hours":{"time_zone":"Europe/Samara","open":["mon-fri 09:00-18:00","sat 10:00-15:00"]}}
        """;

    [Fact]
    public void Every_field_is_read_and_written_back()
    {
        var settings = CallSettings.Parse(Everything);

        settings.ToJson().ShouldBe(Everything);
        (settings.Ring, settings.Accept, settings.RingSeconds, settings.TalkSeconds, settings.Record, settings.Consent, settings.OwnerSees)
            .ShouldBe((RingStrategy.Parallel, true, 20, 3600, false, true, OwnerSees.VirtualNumber));
        settings.Hours!.TimeZone.ShouldBe("Europe/Samara");
        settings.Hours.Open.ShouldBe(["mon-fri 09:00-18:00", "sat 10:00-15:00"]);
        settings.Errors().ShouldBeEmpty();
    }

    [Fact]
    public void Hours_without_a_time_zone_are_Moscows_and_without_times_never()
    {
        var hours = CallSettings.Parse("""{"hours":{"open":["mon-sun 09:00-18:00"]}}""").Hours!;
        var never = CallSettings.Parse("""{"hours":{"time_zone":"Europe/Samara"}}""");

        hours.TimeZone.ShouldBe("Europe/Moscow");
        hours.IsOpen(DateTimeOffset.Parse("2026-11-27T06:30:00Z", System.Globalization.CultureInfo.InvariantCulture)).ShouldBeTrue();
        never.Errors().ShouldBeEmpty();
        never.Hours!.IsOpen(DateTimeOffset.UnixEpoch).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"ring":null,"hours":null}""")]
    public void What_is_missing_or_null_is_not_written(string json) => CallSettings.Parse(json).ToJson().ShouldBe("{}");

    [Theory]
    [InlineData("""{"rings":"parallel"}""", "rings")]
    [InlineData("""{"ring":"both"}""", "ring")]
    [InlineData("""{"ring":1}""", "ring")]
    [InlineData("""{"accept":"yes"}""", "accept")]
    [InlineData("""{"ring_seconds":20.5}""", "ring_seconds")]
    [InlineData("""{"hours":{"open":null}}""", "hours.open")]
    [InlineData("""{"hours":{"zone":"Europe/Moscow"}}""", "zone")]
    [InlineData("[]", "")]
    public void What_can_not_be_read_is_refused_by_its_name(string json, string field) =>
        Should.Throw<JsonException>(() => CallSettings.Parse(json)).Message.ShouldContain(field);

    [Theory]
    [InlineData("""{"ring_seconds":4}""", "ring_seconds")]
    [InlineData("""{"ring_seconds":301,"talk_seconds":0}""", "ring_seconds,talk_seconds")]
    [InlineData("""{"talk_seconds":86401}""", "talk_seconds")]
    [InlineData("""{"hours":{"time_zone":"Moscow","open":["daily"]}}""", "hours.time_zone,hours.open[0]")]
    public void What_makes_no_sense_is_named(string json, string fields) =>
        CallSettings.Parse(json).Errors().Select(error => error.Field).ShouldBe(fields.Split(','));
}
