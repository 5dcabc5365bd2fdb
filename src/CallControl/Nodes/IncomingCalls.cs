using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Model;
using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Flows.VirtualNumber;
using CallControl.Numbers;
using CallControl.Overload;
using Microsoft.Extensions.Options;

namespace CallControl.Nodes;

/// <summary>Takes channels that enter the application from the dialplan: the first argument of <c>Stasis()</c> names the flow.</summary>
internal sealed class IncomingCalls(
    VirtualNumberParts virtualNumber, LiveCallers callers, FullNode full, IOptions<NumbersOptions> numbers, ILogger<IncomingCalls> logger)
{
    public void Take(StasisStart start, CallEnvironment environment)
        => Take(start.Channel, start.Args.Count > 0 ? start.Args[0] : "", environment);

    public void Take(Channel channel, string flow, CallEnvironment environment)
    {
        if (flow == VirtualNumberFlow.Name)
            BeginVirtualNumber(channel, environment);
        else
            _ = ReturnToDialplanAsync(channel.Id, flow, environment);
    }

    /// <summary>Goes on with a call whose process has ended.</summary>
    public async Task AdoptAsync(CallRow row, CallRemains remains, CallEnvironment environment)
    {
        var call = await CallAdoption.RestoreAsync(row, remains, environment);
        await call.StopEarlierPlaybacksAsync();
        var flow = new VirtualNumberFlow(virtualNumber, row.Caller is { } caller ? Parse(caller) : null, Parse(row.Dialled));
        var stage = await Resumption.FindAsync(flow, call, remains, CancellationToken.None);
        callers.TryEnter(flow.Caller, int.MaxValue);
        _ = FinishAsync(call.RunAsync(stage, goesOn: true), flow);
    }

    private void BeginVirtualNumber(Channel channel, CallEnvironment environment)
    {
        var now = environment.Time.GetUtcNow();
        var id = CallId.New(now);
        var caller = Parse(channel.Caller.Number);
        var dialled = Parse(channel.Dialplan.Exten);
        var row = new CallRow
        {
            Id = id.Value,
            Node = environment.Node,
            Flow = VirtualNumberFlow.Name,
            Stage = "new",
            Caller = caller?.ToString() ?? NullIfEmpty(channel.Caller.Number),
            Dialled = dialled?.ToString() ?? channel.Dialplan.Exten,
            CallerChannel = channel.Id.Value,
            Replica = environment.Replica.Id,
            StartedAt = now,
        };
        if (environment.Limit.IsReached(environment.Directory.Count))
        {
            full.Refuse(row, channel.Dialplan.Exten, environment);
            return;
        }

        var leg = new Leg(channel.Id, LegRole.Caller) { Name = channel.Name };
        var call = new Call(id, row, leg, environment);
        environment.Directory.Add(channel.Id, call);
        Log.CallArrived(logger, id, environment.Node, caller?.Masked ?? "no number", row.Dialled);
        _ = RunAsync(call, new VirtualNumberFlow(virtualNumber, caller, dialled));
    }

    private async Task RunAsync(Call call, VirtualNumberFlow flow)
    {
        if (!callers.TryEnter(flow.Caller, flow.Options.CallsPerCaller))
        {
            await call.RunAsync(new Refusing(EndReason.TooManyCalls, Refusing.Busy));
            return;
        }

        await FinishAsync(call.RunAsync(new Attributing(flow)), flow);
    }

    private async Task FinishAsync(Task running, VirtualNumberFlow flow)
    {
        await running;
        callers.Leave(flow.Caller);
    }

    /// <summary>A channel that nobody here knows what to do with goes on in the dialplan, whose tail says so to the caller.</summary>
    private async Task ReturnToDialplanAsync(ChannelId channel, string flow, CallEnvironment environment)
    {
        CallMetrics.Strays.Add(1);
        Log.UnknownFlow(logger, environment.Node, flow, channel);
        try
        {
            await environment.Asterisk.Channels.ContinueAsync(channel);
        }
        catch (AriException e)
        {
            Log.SnapshotFailed(logger, environment.Node, e.Message);
        }
    }

    private PhoneNumber? Parse(string number)
        => PhoneNumber.TryParse(number, out var parsed, numbers.Value.Home) ? parsed : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
