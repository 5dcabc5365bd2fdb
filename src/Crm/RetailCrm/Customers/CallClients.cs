using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Calls;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Telephony;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>The client of a call: found or made, and ordered for, as the settings say. What is done is noted with the call and not done again.</summary>
internal sealed class CallClients(
    ClientFinder finder, ClientMaker maker, OrderMaker orders, TelephonyClient telephony, RetailCrmSettings settings, ICustomerBook customers, ILogger logger)
{
    /// <param name="call">Whose client.</param>
    /// <param name="employee">The extension that answers for a client who is made now; null to leave that to RetailCRM.</param>
    /// <param name="notes">Of the call.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ClientNote> SettleAsync(CrmCall call, string? employee, CallNotes notes, CancellationToken cancellation)
    {
        if (call.Client is not { } phone)
            return ClientNote.Nobody;
        var client = notes.Client;
        if (client is null)
        {
            client = await FindAsync(call, phone, employee, notes, cancellation);
            await notes.ClientAsync(client, cancellation);
        }

        await orders.MakeAsync(call, client, notes, cancellation);
        return client;
    }

    private async Task<ClientNote> FindAsync(CrmCall call, PhoneNumber phone, string? employee, CallNotes notes, CancellationToken cancellation)
    {
        var create = settings.ActionsOf(call).CreateClient;
        var (client, isNew) = create
            ? await maker.FindOrCreateAsync(phone, settings.UserAt(employee), settings.SiteOf(call.Line), notes, cancellation)
            : (await finder.FindAsync(phone, cancellation), false);
        if (client is null)
        {
            Log.ClientUnknown(logger, call.Id, create);
            return ClientNote.Nobody;
        }

        if (isNew)
            Log.ClientMade(logger, call.Id, client.Customer.Id);
        else
            Log.ClientFound(logger, call.Id, client.Customer.Id);
        await customers.SaveAsync(client.Rows(), cancellation);
        // RetailCRM knows who is responsible by rules of its own, and whether he is there.
        var manager = isNew ? employee : settings.ExtensionOf(await telephony.ManagerAsync(phone, settings.IgnoreStatus, cancellation));
        return new ClientNote(client.Customer.Id, manager, isNew);
    }
}
