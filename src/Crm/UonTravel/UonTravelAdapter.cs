using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Api;
using CallControl.Crm.UonTravel.Calls;
using CallControl.Crm.UonTravel.Clients;
using CallControl.Crm.UonTravel.Leads;
using CallControl.Crm.UonTravel.Settings;

namespace CallControl.Crm.UonTravel;

/// <summary>One enterprise's account at U-ON.</summary>
internal sealed class UonTravelAdapter(CallReporter reporter, ClientFinder finder, LeadDesk leads, UonSettings settings, CrmParts parts) : ICrmAdapter
{
    // Whose a phone is changes rarely.
    private static readonly TimeSpan ForDeals = TimeSpan.FromMinutes(1);

    public async Task HandleAsync(CrmEvent crmEvent, CancellationToken cancellation)
    {
        // U-ON has no word for an answer: who answered is told at the end.
        if (crmEvent is CallAnswered)
            return;
        var notes = await CallNotes.ReadAsync(parts.Calls, crmEvent.Call.Id, cancellation);
        if (crmEvent is CallRinging ringing)
            await reporter.RingingAsync(ringing, notes, cancellation);
        else if (crmEvent is CallEnded ended)
            await reporter.EndedAsync(ended, notes, cancellation);
        else if (crmEvent is RecordingReady recording)
            reporter.Recording(recording, notes);
    }

    public async Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await finder.FindAsync(phone, TimeSpan.Zero, cancellation) is { } client ? Card(client, phone) : null;

    public async Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation) =>
        settings.ExtensionOf((await finder.FindAsync(phone, TimeSpan.Zero, cancellation))?.ManagerId);

    public async Task<IReadOnlyList<CustomerNames>> FindNamesAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await finder.FindForNamesAsync(phone, cancellation) is { } client ? client.Names(client.Phones(phone.Country).Append(phone)) : [];

    public async Task<CrmDeal?> FindDealAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await finder.FindAsync(phone, ForDeals, cancellation) is { } client && (await leads.ReadAsync(client.Id, cancellation)).Open is [var latest, ..]
            ? new CrmDeal(latest.Id, latest.StatusId)
            : null;

    /// <summary>U-ON said that a client has changed.</summary>
    public void Forget(string clientId, IReadOnlyCollection<PhoneNumber> phones) => finder.Forget(clientId, phones);

    public string? EmployeeIdAt(string extension) => settings.ManagerAt(extension);

    private CustomerCard Card(UonClient client, PhoneNumber phone) => new(
        client.Id, client.Company ?? client.Person ?? phone.ToString(), client.LastName, client.FirstName, client.MiddleName, client.Company,
        settings.Host is { } host ? new Uri($"https://{host}/client_edit.php?client_id={Uri.EscapeDataString(client.Id)}") : null)
    {
        PersonUid = client.PersonUid,
        Phones = client.Phones(phone.Country),
        ResponsibleExtension = settings.ExtensionOf(client.ManagerId),
    };
}
