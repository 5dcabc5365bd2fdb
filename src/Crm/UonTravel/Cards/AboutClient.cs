using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Calls;
using CallControl.Crm.UonTravel.Clients;
using CallControl.Crm.UonTravel.Leads;

namespace CallControl.Crm.UonTravel.Cards;

/// <summary>What a pop-up tells of a client beside his name: open leads and the last calls.</summary>
internal sealed class AboutClient(UonApi api, LeadDesk leads)
{
    private const int MostLeads = 3;
    private const int MostCalls = 3;

    /// <returns>The lines, and the leads when they were read for them.</returns>
    public async Task<(IReadOnlyList<string> Lines, ClientLeads? Leads)> ReadAsync(ClientNote client, CallNotes notes, CancellationToken cancellation)
    {
        if (notes.About is { } known)
            return (known, null);
        if (client.Id is not { } id || client.IsNew)
            return ([], null);
        var read = await leads.ReadAsync(id, cancellation);
        var calls = await LastCallsAsync(id, cancellation);
        List<string> lines = [];
        if (read.Open.Count > 0)
            lines.Add("📋 Обращения: " + string.Join(", ", read.Open.Take(MostLeads).Select(lead => $"№{lead.Id} {lead.Status}".TrimEnd())));
        if (calls.Count > 0)
            lines.Add("🕘 Последние звонки: " + string.Join(", ", calls.Take(MostCalls).Select(Describe)));
        await notes.AboutAsync(lines, cancellation);
        return (lines, read);
    }

    // Nice to have, no more.
    private async Task<IReadOnlyList<PastCall>> LastCallsAsync(string clientId, CancellationToken cancellation)
    {
        try
        {
            return await api.NewestCallsAsync(clientId, calls => calls.Count >= MostCalls, cancellation);
        }
        catch (CrmException e) when (!e.IsTransient && !e.IsAccountProblem)
        {
            return [];
        }
    }

    private static string Describe(PastCall call)
    {
        var arrow = call.IsIncoming ? "вх." : "исх.";
        var talked = call.Seconds > 0 ? RussianWords.Time(TimeSpan.FromSeconds(call.Seconds)) : "без ответа";
        return string.Create(CultureInfo.InvariantCulture, $"{call.Start:dd.MM HH:mm} {arrow} {talked}");
    }
}
