using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari.Requests;
using CallControl.Calls;
using CallControl.ClickToCall;
using CallControl.Crm.Contracts;
using CallControl.Customers;
using CallControl.Numbers;

namespace CallControl.Flows.ClickToCall;

/// <summary>One call by a click: whom it connects, and what its stages have in common.</summary>
internal sealed class ClickToCallFlow(CallRow row, ClickPlan plan, ClickToCallOptions options, CustomerLookup customers)
{
    /// <summary>The first argument of <c>Stasis()</c>; the second is the call's id.</summary>
    public const string Name = "click-to-call";

    public ClickPlan Plan { get; } = plan;

    public ClickToCallOptions Options { get; } = options;

    public string Extension => row.Extension ?? "";

    /// <summary>The client's number, E.164.</summary>
    public string Client => row.Dialled;

    /// <summary>What the employee's phone shows beside the number.</summary>
    public async Task<ClientName> FindNameAsync(CancellationToken cancellation)
    {
        if (row.Enterprise is not { } enterprise || !PhoneNumber.TryParse(Client, out var phone))
            return new ClientName(null);
        var card = await customers.FindAsync(enterprise, phone, fresh: false, cancellation);
        return new ClientName(card?.DisplayName);
    }

    /// <summary>
    /// Rings the employee; who answers enters the application with the call's id. The channel's id is the call's, so that however often it is
    /// asked for, one phone rings once.
    /// </summary>
    public AmiOriginate ToEmployee(Call call, string? clientName) => new()
    {
        Channel = call.Environment.EndpointOf(Destination.Parse(Extension)).Replace("{enterprise}", row.Enterprise, StringComparison.Ordinal),
        ChannelId = call.Caller.Id.Value,
        ActionId = call.Caller.Id.Value,
        Application = "Stasis",
        Data = $"{call.Environment.Application},{Name},{call.Id}",
        Timeout = Plan.EmployeeRing,
        CallerId = AmiOriginate.ShownAs(clientName, Client),
    };

    /// <summary>Rings the client, who is shown the enterprise's line; where none is set, the extension, which operators replace by the trunk's own number.</summary>
    public OriginateParameters ToClient(Call call) => new()
    {
        Endpoint = call.Environment.EndpointOf(Destination.Parse(Client)),
        App = call.Environment.Application,
        AppArgs = "client",
        CallerId = ShownNumber.Of(row.Line ?? row.Extension),
        TimeoutSeconds = (int)Plan.ClientRing.TotalSeconds,
        Originator = call.Caller.Id,
    };

    /// <summary>The stage in which employee and client talk.</summary>
    public Talking Talk() => new(new TalkPlan(Plan.Record, Plan.Talk, ClickEnds.EmployeeHungUp, ClickEnds.ClientHungUp), new ClickToCallMemory().ToJson());

    public Task RingbackAsync(Call call) => call.PlayAsync(call.Caller, Options.Ringback);
}
