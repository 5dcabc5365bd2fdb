using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Calls;

namespace CallControl.Crm.DigitalRop;

/// <summary>One enterprise's account at the call analytics. It takes recordings; it knows no clients.</summary>
internal sealed class DigitalRopAdapter(CallSender sender) : ICrmAdapter
{
    public Task HandleAsync(CrmEvent crmEvent, CancellationToken cancellation) =>
        crmEvent is RecordingReady recording ? sender.SendAsync(recording, cancellation) : Task.CompletedTask;

    public Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<CustomerCard?>(null);

    public Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<IReadOnlyList<CustomerNames>> FindNamesAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CustomerNames>>([]);
}
