using CallControl.Crm.Contracts;
using CallControl.Crm.Metrics;
using CallControl.Crm.MoySklad.Calls;
using CallControl.Crm.MoySklad.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>The client of a call: found or made, and ordered for, as the settings say. What is done is noted with the call and not done again.</summary>
internal sealed class CallClients(ClientFinder finder, ClientMaker maker, OrderMaker orders, MoySkladSettings settings, ILogger logger)
{
    public async Task<ClientNote> SettleAsync(CrmCall call, CallNotes notes, CancellationToken cancellation)
    {
        if (call.Client is not { } phone)
            return ClientNote.Nobody;
        var actions = call.Direction == CallDirection.Incoming ? settings.Incoming : settings.Outgoing;
        var client = notes.Client;
        if (client is null)
        {
            client = actions.CreateClient ? await FindOrCreateAsync(phone, notes, cancellation) : Note(await finder.FindAsync(phone, cancellation), false);
            await notes.ClientAsync(client, cancellation);
            Tell(call, client, actions);
        }

        await orders.MakeAsync(call, client, actions, notes, cancellation);
        return client;
    }

    private void Tell(CrmCall call, ClientNote client, CallActions actions)
    {
        if (client.Href is null)
            Log.ClientUnknown(logger, call.Id, actions.CreateClient);
        else if (client.IsNew)
            Made(call, client);
        else
            Log.ClientFound(logger, call.Id, client.Id);
    }

    private void Made(CrmCall call, ClientNote client)
    {
        CrmMetrics.ClientMade(MoySkladVendor.Word);
        Log.ClientMade(logger, call.Id, client.Id);
    }

    private async Task<ClientNote> FindOrCreateAsync(PhoneNumber phone, CallNotes notes, CancellationToken cancellation)
    {
        var (client, isNew) = await maker.FindOrCreateAsync(phone, notes, cancellation);
        return Note(client, isNew);
    }

    private ClientNote Note(Client? client, bool isNew) => client is null
        ? ClientNote.Nobody
        : new ClientNote(client.Meta.Href, client.OwnerId is { } owner ? settings.ExtensionOf(owner) : null, isNew);
}
