namespace CallControl.Crm.Contracts;

/// <summary>
/// One enterprise's account at one vendor. It is told what happens in calls, through the outbox, and asked who calls, under a time budget and behind a cache;
/// so it needs no retries, queues or caches of its own.
/// </summary>
public interface ICrmAdapter
{
    /// <summary>The vendor's short name in settings, logs and <c>integration_logs</c>: <c>moysklad</c>.</summary>
    string Name { get; }

    CrmCapabilities Capabilities { get; }

    /// <summary>Tells the vendor. The same event can come again after a failure or a restart and must not make a second record.</summary>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    Task HandleAsync(CrmEvent crmEvent, CancellationToken cancellation);

    /// <returns>Null when the vendor knows no such customer.</returns>
    /// <exception cref="CrmException">The vendor was not reached or refused: not the same as unknown, and not cached.</exception>
    Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation);

    /// <summary>For routing a client to his own manager.</summary>
    /// <returns>The extension; null when the client is unknown, has nobody responsible, or that employee has no extension.</returns>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation);
}
