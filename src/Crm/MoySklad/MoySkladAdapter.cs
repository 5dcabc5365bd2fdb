using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Calls;
using CallControl.Crm.MoySklad.Clients;
using CallControl.Crm.MoySklad.Employees;
using CallControl.Crm.MoySklad.Settings;

namespace CallControl.Crm.MoySklad;

/// <summary>One enterprise's account at MoySklad.</summary>
internal sealed class MoySkladAdapter(
    CallReporter reporter, ClientFinder? finder, EmployeeDirectory employees, MoySkladSettings settings, CrmParts parts) : ICrmAdapter
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
            CallAnalysed analysed => reporter.AnalysedAsync(analysed, notes, cancellation),
            _ => Task.CompletedTask,
        });
    }

    public async Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await FindAsync(phone, cancellation) is { } client ? client.Card(client.OwnerId is { } owner ? settings.ExtensionOf(owner) : null) : null;

    public async Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await FindAsync(phone, cancellation) is { OwnerId: { } owner } ? await employees.ExtensionOfAsync(owner, cancellation) : null;

    public async Task<IReadOnlyList<CustomerNames>> FindNamesAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await FindAsync(phone, cancellation) is { } client ? client.Names() : [];

    public string? EmployeeIdAt(string extension) => settings.Employees.FirstOrDefault(employee => employee.Extension == extension)?.EmployeeId;

    // Without a token of the JSON API nobody is known.
    private async Task<Client?> FindAsync(PhoneNumber phone, CancellationToken cancellation) =>
        finder is null ? null : await finder.FindAsync(phone, cancellation);
}
