using CallControl.Crm.Contracts;
using CallControl.Delivery;
using CallControl.Flows.ClickToCall;

namespace CallControl.CallControl.Tests.ClickToCall;

public sealed class ClickEndsTests
{
    [Theory]
    [InlineData(17, "client.busy", CallResult.Busy)]
    [InlineData(21, "client.refused", CallResult.Refused)]
    [InlineData(19, "client.no_answer", CallResult.NoAnswer)]
    [InlineData(16, "client.no_answer", CallResult.NoAnswer)]
    [InlineData(1, "client.unreachable", CallResult.Failed)]
    [InlineData(34, "client.unreachable", CallResult.Failed)]
    [InlineData(20, "client.unreachable", CallResult.Failed)]
    public void The_network_says_why_the_client_was_not_reached(int cause, string end, CallResult told)
    {
        var reason = ClickEnds.OfClient(cause);

        reason.ToString().ShouldBe(end);
        OutgoingCall.ResultOf(reason.Side, reason.Word).ShouldBe(told);
    }

    [Theory]
    [InlineData("employee", "no_answer", CallResult.Cancelled)]
    [InlineData("employee", "hung_up", CallResult.Cancelled)]
    [InlineData("employee", "unreachable", CallResult.Failed)]
    [InlineData("system", "vanished", CallResult.Failed)]
    public void A_client_who_was_never_rung_is_not_said_to_have_missed_the_call(string side, string word, CallResult told)
        => OutgoingCall.ResultOf(side, word).ShouldBe(told);

    [Theory]
    [InlineData("0", "employee.unreachable")]
    [InlineData("3", "employee.no_answer")]
    [InlineData("5", "employee.busy")]
    [InlineData("8", "employee.unreachable")]
    [InlineData(null, "employee.unreachable")]
    public void Asterisk_says_why_a_phone_without_a_channel_did_not_ring(string? reason, string end) => ClickEnds.OfOriginate(reason).ToString().ShouldBe(end);
}
