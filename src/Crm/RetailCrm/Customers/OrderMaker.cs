using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Calls;
using CallControl.Crm.RetailCrm.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>Makes an order for a call, once: it is found again among the client's orders by the call's id.</summary>
internal sealed class OrderMaker(MainClient main, RetailCrmSettings settings, ILogger logger)
{
    public async Task MakeAsync(CrmCall call, ClientNote client, CallNotes notes, CancellationToken cancellation)
    {
        var actions = settings.ActionsOf(call);
        if (notes.HasOrder || client.Id is not { } id || actions.CreateOrder == OrderCreation.None || (actions.CreateOrder == OrderCreation.NewClient && !client.IsNew))
            return;
        var code = call.Id.ToString();
        var order = notes.MayHaveOrder ? await main.FindOrderAsync(id, code, cancellation) : null;
        if (order is null)
        {
            await notes.OrderingAsync(cancellation);
            order = await main.CreateOrderAsync(
                new NewOrder(
                    code, new CustomerReference(id), call.Client?.ToString(), settings.UserAt(client.ManagerExtension), actions.OrderMethod, actions.OrderStatus, actions.OrderSource),
                settings.SiteOf(call.Line), cancellation);
        }

        await notes.OrderedAsync(order.Value, cancellation);
        Log.OrderMade(logger, call.Id, order.Value);
    }
}
