using CallControl.Asterisk.Ari.Model;
using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Nodes;
using CallControl.Numbers;
using CallControl.Overload;
using Microsoft.Extensions.Options;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Calls to virtual numbers, from the dialplan or from a process that has ended.</summary>
internal sealed class VirtualNumberCalls(
    VirtualNumberParts parts, LiveCallers callers, FullNode full, IOptions<NumbersOptions> numbers, ILogger<VirtualNumberCalls> logger) : ICallFlow
{
    public string Name => VirtualNumberFlow.Name;

    public void Begin(Channel channel, IReadOnlyList<string> arguments, CallEnvironment environment)
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
        if (environment.Full is { } why)
        {
            full.Refuse(row, why, channel.Dialplan.Exten, environment);
            return;
        }

        var leg = new Leg(channel.Id, LegRole.Caller) { Name = channel.Name };
        var call = new Call(id, row, leg, environment);
        environment.Directory.Add(channel.Id, call);
        Log.CallArrived(logger, id, environment.Node, caller?.Masked ?? "no number", row.Dialled);
        _ = RunAsync(call, new VirtualNumberFlow(parts, caller, dialled));
    }

    public async Task AdoptAsync(CallRow row, CallRemains remains, CallEnvironment environment)
    {
        var call = await CallAdoption.RestoreAsync(row, remains, environment);
        await call.StopEarlierPlaybacksAsync();
        var flow = new VirtualNumberFlow(parts, row.Caller is { } caller ? Parse(caller) : null, Parse(row.Dialled));
        var stage = await Resumption.FindAsync(flow, call, remains, CancellationToken.None);
        callers.TryEnter(flow.Caller, int.MaxValue);
        _ = FinishAsync(call.RunAsync(stage, goesOn: true), flow);
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

    private PhoneNumber? Parse(string number)
        => PhoneNumber.TryParse(number, out var parsed, numbers.Value.Home) ? parsed : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
