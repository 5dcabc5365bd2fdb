using CallControl.Crm.Contracts;
using CallControl.Crm.Metrics;
using CallControl.Crm.MoySklad.Calls;
using CallControl.Crm.MoySklad.Remap;
using CallControl.Crm.MoySklad.Settings;
using CallControl.Crm.MoySklad.Wire;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>Makes a customer order for a call, once.</summary>
internal sealed class OrderMaker(RemapClient remap, ILogger logger)
{
    // Neither changes while settings stay as they are.
    private Entity? _organization;
    private (string Status, Meta State)? _state;

    public async Task MakeAsync(CrmCall call, ClientNote client, CallActions actions, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.HasOrder || client.Href is null || actions.CreateOrder == OrderCreation.None || (actions.CreateOrder == OrderCreation.NewClient && !client.IsNew))
            return;
        var code = call.Id.ToString();
        var order = notes.MayHaveOrder ? await remap.FindOrderAsync(code, cancellation) : null;
        if (order is null)
        {
            var organization = await OrganizationAsync(cancellation);
            var state = await StateAsync(actions.OrderStatus, cancellation);
            await notes.OrderingAsync(cancellation);
            order = await remap.CreateOrderAsync(
                new NewOrder(code, organization, new Reference(new Meta(client.Href, "counterparty")), state, actions.OrderSource), cancellation);
        }

        await notes.OrderedAsync(order.Id, cancellation);
        CrmMetrics.OrderMade(MoySkladVendor.Word);
        Log.OrderMade(logger, call.Id, order.Id);
    }

    private async Task<Reference> OrganizationAsync(CancellationToken cancellation)
    {
        _organization ??= await remap.OrganizationAsync(cancellation)
            ?? throw new CrmException("MoySklad has no legal entity of the account's own, which an order needs");
        return new Reference(new Meta(_organization.Meta.Href, "organization"));
    }

    private async Task<Reference?> StateAsync(string? status, CancellationToken cancellation)
    {
        if (status is null)
            return null;
        if (_state is { } known && known.Status == status)
            return new Reference(known.State);
        var states = await remap.OrderStatesAsync(cancellation);
        var state = states.FirstOrDefault(state =>
                state.Id.Equals(status, StringComparison.OrdinalIgnoreCase) || string.Equals(state.Name, status, StringComparison.OrdinalIgnoreCase))
            ?? throw new CrmException("MoySklad has no order status of the name or id that order_status gives");
        _state = (status, new Meta(state.Meta.Href, "state"));
        return new Reference(_state.Value.State);
    }
}
