using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Calls;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Settings;
using CallControl.Crm.RetailCrm.Telephony;

namespace CallControl.Crm.RetailCrm;

/// <summary>One enterprise's account at RetailCRM.</summary>
internal sealed class RetailCrmAdapter(
    CallReporter reporter, ClientFinder finder, MainClient main, TelephonyClient telephony, RetailCrmSettings settings, CrmParts parts) : ICrmAdapter
{
    public async Task HandleAsync(CrmEvent crmEvent, CancellationToken cancellation)
    {
        var notes = await CallNotes.ReadAsync(parts.Calls, crmEvent.Call.Id, cancellation);
        await (crmEvent switch
        {
            CallRinging ringing => reporter.RingingAsync(ringing, notes, cancellation),
            CallAnswered answered => reporter.AnsweredAsync(answered, notes, cancellation),
            CallEnded ended => reporter.EndedAsync(ended, notes, cancellation),
            RecordingReady recording => reporter.RecordingAsync(recording, notes, cancellation),
            _ => Task.CompletedTask,
        });
    }

    public async Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await finder.FindAsync(phone, cancellation) is { } client ? client.Card(settings.ExtensionOf(client.Customer.ManagerId)) : null;

    public async Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation) =>
        settings.ExtensionOf(await telephony.ManagerAsync(phone, settings.IgnoreStatus, cancellation));

    public async Task<IReadOnlyList<CustomerNames>> FindNamesAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await finder.FindAsync(phone, cancellation) is { } client ? client.Names() : [];

    public async Task<CrmDeal?> FindDealAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await finder.FindAsync(phone, cancellation) is { } client && await main.LatestOrderAsync(client.Customer.Id, cancellation) is { } order
            ? new CrmDeal(order.Id.ToString(CultureInfo.InvariantCulture), order.Status)
            : null;

    public string? EmployeeIdAt(string extension) => settings.UserAt(extension)?.ToString(CultureInfo.InvariantCulture);
}
