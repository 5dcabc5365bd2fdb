using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Calls;
using CallControl.Crm.DigitalRop.Wire;

namespace CallControl.Crm.DigitalRop;

/// <summary>One enterprise's account at the call analytics. It takes recordings; it knows no clients.</summary>
/// <param name="api">The account's one client, which remembers that its key was refused; null when the account has no address or key.</param>
/// <param name="sender">Sends recordings through it.</param>
internal sealed class DigitalRopAdapter(RopApi? api, CallSender sender) : ICrmAdapter
{
    /// <exception cref="CrmException">There is none.</exception>
    public RopApi Api => api ?? throw new CrmException("base_url or api_key is not set") { IsAccountProblem = true };

    public Task HandleAsync(CrmEvent crmEvent, CancellationToken cancellation) =>
        crmEvent is RecordingReady recording ? sender.SendAsync(recording, cancellation) : Task.CompletedTask;

    public Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<CustomerCard?>(null);

    public Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<string?>(null);

    public Task<IReadOnlyList<CustomerNames>> FindNamesAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CustomerNames>>([]);
}
