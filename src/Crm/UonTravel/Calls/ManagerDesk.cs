using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Clients;
using CallControl.Crm.UonTravel.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.UonTravel.Calls;

/// <summary>Who talked with a client gets him, and those of his leads, that nobody has.</summary>
internal sealed class ManagerDesk(UonApi api, ClientFinder finder, UonSettings settings, ILogger logger)
{
    public async Task AttachAsync(CallEnded ended, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.HasManagers || ended.Result != CallResult.Answered || settings.ManagerAt(ended.By?.Extension) is not { } manager || ended.Call.Client is not { } phone)
            return;
        // Asked again: somebody may have taken or made the client while he talked.
        var found = await finder.AskAsync(phone, cancellation);
        if ((notes.Client?.Id ?? found?.Id) is { } client)
        {
            if (found is null || (found.Id == client && found.ManagerId is null))
            {
                await api.SetClientsManagerAsync(client, manager, cancellation);
                finder.Forget(phone);
                Log.ManagerAttached(logger, ended.Call.Id, manager, "the client");
            }

            foreach (var lead in (await api.LeadsAsync(client, cancellation)).Where(lead => lead.ManagerId is null))
            {
                await api.SetLeadsManagerAsync(lead.Id, manager, cancellation);
                Log.ManagerAttached(logger, ended.Call.Id, manager, $"lead {lead.Id}");
            }
        }

        await notes.ManagersAsync(cancellation);
    }
}
