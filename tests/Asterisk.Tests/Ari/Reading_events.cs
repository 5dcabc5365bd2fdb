using System.Text;
using System.Text.Json;
using CallControl.Asterisk.Ari.Events;

namespace CallControl.Asterisk.Tests.Ari;

public sealed class Reading_events
{
    private const string Channel = """
        {"id":"17.3","name":"PJSIP/trunk-1","state":"Up","caller":{"name":"","number":"+79160000001"},"connected":{"name":"","number":""},
         "accountcode":"","dialplan":{"context":"from-trunk","exten":"+74951112201","priority":2,"app_name":"Stasis","app_data":"callcontrol"},
         "creationtime":"2026-11-20T08:00:00.123+0300","language":"ru","protocol_id":"abc"}
        """;

    [Fact]
    public void An_event_is_read_whatever_the_place_of_its_type_and_with_fields_that_nobody_knows()
    {
        var json = Bytes($$"""{"channel":{{Channel}},"novelty":{"a":[1,{"type":"x"}]},"args":["virtual-number"],"timestamp":"2026-11-20T08:00:01.000+0000","type":"StasisStart","application":"callcontrol"}""");

        var start = AriEventParser.Parse(AriEventParser.TypeOf(json)!, json).ShouldBeOfType<StasisStart>();

        start.Channel.Dialplan.Exten.ShouldBe("+74951112201");
        start.Channel.Creationtime.ShouldBe(new DateTimeOffset(2026, 11, 20, 8, 0, 0, 123, TimeSpan.FromHours(3)));
        start.Args.ShouldBe(["virtual-number"]);
    }

    [Fact]
    public void An_event_of_an_unknown_type_is_kept_by_its_name()
        => AriEventParser.Parse("ChannelTeleported", Bytes("""{"type":"ChannelTeleported"}""")).ShouldBe(new UnknownEvent("ChannelTeleported"));

    [Theory]
    [InlineData("""{"type":"StasisStart"}""")]
    [InlineData("""{"type":"StasisEnd","channel":{"id":null}}""")]
    [InlineData("""{"type":"ChannelDtmfReceived","channel":7}""")]
    public void An_event_without_the_fields_that_calls_need_is_refused(string json)
        => Should.Throw<JsonException>(() => AriEventParser.Parse(AriEventParser.TypeOf(Bytes(json))!, Bytes(json)));

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"a":{"type":"StasisStart"}}""")]
    [InlineData("""{"type":7}""")]
    public void A_message_without_a_type_of_its_own_has_none(string json) => AriEventParser.TypeOf(Bytes(json)).ShouldBeNull();

    [Theory]
    [InlineData("22.10.1~dfsg+~cs6", true, true)]
    [InlineData("22.4.0", true, false)]
    [InlineData("22.3.9", false, false)]
    [InlineData("21.9.0", true, false)]
    [InlineData("20.15.2", true, true)]
    [InlineData("16.28.0~dfsg-0+deb11u4", false, false)]
    [InlineData("23.0.0", true, true)]
    [InlineData("GIT-master", false, false)]
    public void What_a_version_can_follows_from_its_number(string version, bool restOverWebSocket, bool outbound)
    {
        var parsed = CallControl.Asterisk.Ari.AsteriskVersion.Parse(version);

        parsed.HasRestOverWebSocket.ShouldBe(restOverWebSocket);
        parsed.HasOutboundWebSocket.ShouldBe(outbound);
    }

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);
}
