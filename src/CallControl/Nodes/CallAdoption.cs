using CallControl.Asterisk.Ari;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>Brings a call back to life from its row and from what Asterisk still has of it.</summary>
internal static class CallAdoption
{
    /// <summary>The call with its legs, known to the router, not yet running.</summary>
    public static async Task<Call> RestoreAsync(CallRow row, CallRemains remains, CallEnvironment environment)
    {
        var caller = new Leg(new ChannelId(row.CallerChannel), LegRole.Caller) { IsGone = !remains.CallerIsThere };
        var call = new Call(new CallId(row.Id), row, caller, environment) { EndedAt = remains.EndedAt };
        environment.Directory.Add(caller.Id, call);
        foreach (var channel in remains.OwnerLegs)
            call.AddOwnerLeg(channel.Id).Name = channel.Name;
        // Its events may still come.
        if (row.OwnerChannel is { } last && call.FindLeg(new ChannelId(last)) is null)
            call.AddOwnerLeg(new ChannelId(last)).IsGone = true;

        if (remains.Bridge is not null || remains.OwnerLegs.Count > 0)
            call.Bridge = BridgeOf(row);
        if (remains.Bridge is null && call.Bridge is { } missing)
            await environment.Asterisk.Bridges.CreateAsync(missing, environment.Application);
        return call;
    }

    public static BridgeId BridgeOf(CallRow row) => new(new CallId(row.Id).InAsterisk);
}
