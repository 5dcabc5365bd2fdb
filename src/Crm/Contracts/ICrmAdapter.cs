namespace CallControl.Crm.Contracts;

/// <summary>
/// One enterprise's account at one vendor. It is told what happens in calls, through the outbox, and asked who calls, under a time budget and behind a cache;
/// so it needs no retries, queues or caches of its own. Used by many calls at a time; events of one call come one at a time, in order.
/// </summary>
public interface ICrmAdapter
{
    /// <summary>
    /// Tells the vendor. The same event can come again after a failure or a restart, also when its first delivery succeeded in part, and must not make a second record:
    /// use the vendor's own key (<see cref="CrmCall.Id"/>) where it has one, and <see cref="ICallMemory"/> where it has none.
    /// <see cref="CrmEvent.Recovered"/> events make records, customers and recordings, but no pop-ups.
    /// </summary>
    /// <exception cref="CrmException">The vendor was not reached or refused. Any other exception is taken for a bug: tried again a few times, then set aside.</exception>
    Task HandleAsync(CrmEvent crmEvent, CancellationToken cancellation);

    /// <returns>Null when the vendor knows no such customer.</returns>
    /// <exception cref="CrmException">The vendor was not reached or refused: not the same as unknown, and not cached.</exception>
    Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation);

    /// <summary>For routing a client to his own manager.</summary>
    /// <returns>The extension; null when the client is unknown, has nobody responsible, or that employee has no extension.</returns>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation);

    /// <summary>
    /// For filling <c>customers</c>: the phone's customer, and every other phone that belongs to the same person or company. The caller writes them into the
    /// <see cref="ICustomerBook"/>, after each call whose enterprise has this vendor as primary, and on request. Leave out names that were made up from a phone number.
    /// </summary>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    Task<IReadOnlyList<CustomerNames>> FindNamesAsync(PhoneNumber phone, CancellationToken cancellation);

    /// <summary>The client's latest open deal (order, lead).</summary>
    /// <returns>Null when he has none, or is unknown.</returns>
    /// <exception cref="CrmException">The vendor was not reached or refused.</exception>
    Task<CrmDeal?> FindDealAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<CrmDeal?>(null);

    /// <summary>The vendor's id of the employee at an extension, as the settings have it; null when they don't.</summary>
    string? EmployeeIdAt(string extension) => null;
}
