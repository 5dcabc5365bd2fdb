using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Calls;
using CallControl.Crm.UonTravel.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.UonTravel.Clients;

/// <summary>The client of a call: found, or made where the settings say so. Noted with the call and not looked for again.</summary>
internal sealed class CallClients(ClientFinder finder, MadeClients made, UonApi api, UonSettings settings, PhoneLocks locks, TimeProvider time, ILogger logger)
{
    /// <param name="call">Whose client.</param>
    /// <param name="age">How old may be what is remembered.</param>
    /// <param name="notes">Of the call.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ClientNote> SettleAsync(CrmCall call, TimeSpan age, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.Client is { } known)
            return known;
        if (call.Client is not { } phone)
            return ClientNote.Nobody;
        using var held = await locks.EnterAsync(phone, cancellation);
        // Whom U-ON made although we never heard of it, it can't find at once.
        if (notes.MayHaveClient)
            await finder.UntilIndexedAsync(null, cancellation);
        var client = await finder.FindAsync(phone, notes.MayHaveClient ? TimeSpan.Zero : age, cancellation) is { } found
            ? ClientNote.Of(found)
            : await MakeAsync(call, phone, notes, cancellation);
        await notes.ClientAsync(client, cancellation);
        return client;
    }

    private async Task<ClientNote> MakeAsync(CrmCall call, PhoneNumber phone, CallNotes notes, CancellationToken cancellation)
    {
        var create = settings.ActionsOf(call).CreateClient;
        if (!create)
        {
            Log.ClientUnknown(logger, call.Id, create);
            return ClientNote.Nobody;
        }

        if (!notes.MayHaveClient)
        {
            if (await made.FindAsync(phone, cancellation) is { } justMade)
                return justMade;
            // Noted first: who is killed with the turn has to make him when he is told again.
            await notes.MakingClientAsync(cancellation);
            if (await made.OfAnotherLineAsync(phone, cancellation) is { } others)
                return others;
        }

        var id = await api.CreateClientAsync(phone, cancellation);
        var at = time.GetUtcNow();
        await made.NoteAsync(phone, id, at, cancellation);
        finder.Made(phone, new UonClient(id) { FirstName = phone.ToString(), PhoneTexts = [phone.ToString()], MadeAt = at });
        Log.ClientMade(logger, call.Id, id);
        return new ClientNote(id, IsNew: true, MadeAt: at);
    }
}
