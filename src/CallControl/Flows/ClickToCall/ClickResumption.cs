using CallControl.Calls;

namespace CallControl.Flows.ClickToCall;

/// <summary>Where a call by a click goes on whose process has ended. What Asterisk shows goes before what was written down last.</summary>
internal static class ClickResumption
{
    public static Stage Find(ClickToCallFlow flow, Call call, CallRemains remains)
    {
        var memory = ClickToCallMemory.Parse(call.Row.Memory);
        if (!remains.CallerIsThere)
            return WithoutEmployee(flow, call.Row, remains, memory);
        if (remains.OwnerLegs.Count > 0)
            return WithClient(flow, call, remains);
        return call.Row switch
        {
            { BridgedAt: not null } => new Ended(call.Row.Stage, ClickEnds.ClientHungUp, ClickEnds.ClientHungUp, ClickEnds.EmployeeHungUp),
            { Stage: "telling" } when memory is { EndSide: { } side, EndWord: { } word } => new Telling(flow, new EndReason(side, word)),
            { Stage: "calling_client" or "talking" } => CallingClient(flow, call),
            // He may have answered since, which the stage looks up.
            _ => new CallingEmployee(flow, originated: true),
        };
    }

    private static Stage WithoutEmployee(ClickToCallFlow flow, CallRow row, CallRemains remains, ClickToCallMemory memory)
    {
        if (row.ConfirmedAt is null && !remains.AsteriskRestarted)
            return new CallingEmployee(flow, memory.Originated);
        var concluded = remains switch
        {
            { AsteriskRestarted: true } => EndReason.Vanished,
            _ when row.Stage == "telling" && memory is { EndSide: { } side, EndWord: { } word } => new EndReason(side, word),
            { OwnerLegs.Count: 0 } when row.BridgedAt is not null => EndReason.Unseen,
            _ => ClickEnds.EmployeeHungUp,
        };
        return new Ended(row.Stage, concluded, ClickEnds.ClientHungUp, ClickEnds.EmployeeHungUp);
    }

    private static Stage WithClient(ClickToCallFlow flow, Call call, CallRemains remains)
    {
        var client = remains.OwnerLegs[^1];
        call.Row.OwnerChannel = client.Id.Value;
        call.Row.ConfirmedAt ??= call.Now;
        var leg = call.FindLeg(client.Id)!;
        if (remains.IsBridged(client.Id) || client.IsUp)
        {
            call.Owner = leg;
            call.Row.OwnerAnsweredAt ??= call.Now;
            return new Talking(flow);
        }

        return CallingClient(flow, call);
    }

    /// <summary>The stage of a client who was rung, or was about to be.</summary>
    private static CallingClient CallingClient(ClickToCallFlow flow, Call call)
    {
        var stage = new CallingClient(flow);
        if (call.Legs.LastOrDefault(leg => leg.Role == LegRole.Owner) is { } rung)
            stage.Adopt(rung);
        return stage;
    }
}
