using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Model;
using CallControl.Calls;
using CallControl.ClickToCall;
using CallControl.Customers;
using CallControl.Enterprises;
using CallControl.Nodes;
using Microsoft.Extensions.Options;

namespace CallControl.Flows.ClickToCall;

/// <summary>Calls by a click: new ones, and those of a process that has ended.</summary>
internal sealed class ClickToCallCalls(
    CustomerLookup customers, EnterpriseDirectory enterprises, ClickSettings settings, IOptions<ClickToCallOptions> options, ILogger<ClickToCallCalls> logger) : ICallFlow
{
    public string Name => ClickToCallFlow.Name;

    /// <summary>Begins a call whose row is written. Never throws.</summary>
    public void Start(CallRow row, CallEnvironment environment)
    {
        var id = new CallId(row.Id);
        var employee = new Leg(new ChannelId(row.CallerChannel), LegRole.Caller);
        var call = new Call(id, row, employee, environment);
        environment.Directory.Add(employee.Id, call);
        _ = call.RunAsync(new CallingEmployee(FlowOf(row)));
    }

    /// <summary>A phone was answered whose call has ended meanwhile: nobody is there for him.</summary>
    public void Begin(Channel channel, IReadOnlyList<string> arguments, CallEnvironment environment)
    {
        CallMetrics.Strays.Add(1);
        Log.TooLate(logger, environment.Node, channel.Id, arguments.Count > 0 ? arguments[0] : "");
        _ = HangUpAsync(channel.Id, environment);
    }

    public async Task AdoptAsync(CallRow row, CallRemains remains, CallEnvironment environment)
    {
        var call = await CallAdoption.RestoreAsync(row, remains, environment);
        await call.StopEarlierPlaybacksAsync();
        _ = call.RunAsync(ClickResumption.Find(FlowOf(row), call, remains), goesOn: true);
    }

    private ClickToCallFlow FlowOf(CallRow row)
        => new(row, settings.PlanOf(row.Enterprise is { } number ? enterprises.Find(number) : null), options.Value, customers);

    private async Task HangUpAsync(ChannelId channel, CallEnvironment environment)
    {
        try
        {
            await environment.Asterisk.Channels.HangUpAsync(channel);
        }
        catch (AriException e)
        {
            Log.NotHungUp(logger, environment.Node, channel, e.Message);
        }
    }
}
