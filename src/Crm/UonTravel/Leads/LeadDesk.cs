using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Calls;
using CallControl.Crm.UonTravel.Clients;
using CallControl.Crm.UonTravel.Settings;
using Microsoft.Extensions.Logging;

namespace CallControl.Crm.UonTravel.Leads;

/// <summary>Reads, makes and changes the leads of a call's client; at most one deed for each call.</summary>
internal sealed class LeadDesk(
    UonApi api, LeadStatuses statuses, ClientFinder finder, PhoneLocks locks, Turns turns, UonSettings settings, TimeZoneInfo zone, ILogger logger)
{
    public async Task<ClientLeads> ReadAsync(string clientId, CancellationToken cancellation)
    {
        var leads = await api.LeadsAsync(clientId, cancellation);
        return leads.Count == 0 ? ClientLeads.None : ClientLeads.Of(leads, await statuses.ReadAsync(cancellation));
    }

    /// <summary>Applies the table once.</summary>
    /// <param name="call">The call.</param>
    /// <param name="client">Its client.</param>
    /// <param name="leads">His leads, when they were read a moment ago.</param>
    /// <param name="notes">Of the call.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task ApplyAsync(CrmCall call, ClientNote client, ClientLeads? leads, CallNotes notes, CancellationToken cancellation)
    {
        var actions = settings.ActionsOf(call);
        if (notes.HasLead || client.Id is not { } id || call.Client is not { } phone || !actions.NeedsLeads)
            return;
        using var held = await locks.EnterAsync(phone, cancellation);
        var note = RussianWords.LeadNote(call, Clock(call.StartedAt));
        var mayHave = notes.MayHaveLead;
        if (mayHave)
        {
            await finder.UntilIndexedAsync(null, cancellation);
            leads = await ReadAsync(id, cancellation);
            if (leads.Open.Concat(leads.Archived).Any(lead => lead.Notes == note))
            {
                await notes.LeadAsync(cancellation);
                return;
            }
        }

        leads ??= client.IsNew ? ClientLeads.None : await ReadAsync(id, cancellation);
        var action = LeadTable.Decide(actions, leads.Open.Count > 0, leads.Archived.Count > 0);
        if (action.Deed == LeadDeed.Create)
        {
            // Noted first: who is killed with the turn has to make it when he is told again.
            await notes.MakingLeadAsync(cancellation);
            // A lead that another line of the same client has made a moment ago may not be listed yet.
            if (mayHave || await turns.TakeAsync("lead " + id, cancellation))
                await CreateAsync(call, new NewLead(id, phone, actions.LeadSource, action.StatusId, Clock(call.StartedAt), note), client.MadeAt, cancellation);
        }
        else if (action.Deed == LeadDeed.ChangeStatus && leads.Open is [var latest, ..] && latest.StatusId != action.StatusId)
            await ChangeStatusAsync(call, latest, action.StatusId!, cancellation);
        await notes.LeadAsync(cancellation);
    }

    private async Task CreateAsync(CrmCall call, NewLead lead, DateTimeOffset? clientMadeAt, CancellationToken cancellation)
    {
        if (clientMadeAt is { } at)
            await finder.UntilIndexedAsync(at, cancellation);
        Log.LeadMade(logger, call.Id, await api.CreateLeadAsync(lead, cancellation));
    }

    private async Task ChangeStatusAsync(CrmCall call, UonLead lead, string status, CancellationToken cancellation)
    {
        await api.SetLeadsStatusAsync(lead.Id, status, cancellation);
        Log.StatusChanged(logger, call.Id, lead.Id, status);
    }

    private string Clock(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
