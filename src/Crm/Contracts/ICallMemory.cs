namespace CallControl.Crm.Contracts;

/// <summary>
/// What an adapter notes about a call, for its next event: the vendor's ids, which extensions were shown a card, what was done already. Kept in the database, so that
/// it is there after a restart and on another replica; forgotten some days after the call. Events of one call come to one adapter one at a time, so no locks are needed.
/// </summary>
public interface ICallMemory
{
    /// <returns>Null when nothing was noted.</returns>
    Task<string?> FindAsync(Guid callId, string key, CancellationToken cancellation);

    /// <summary>Everything noted about the call.</summary>
    Task<IReadOnlyDictionary<string, string>> AllAsync(Guid callId, CancellationToken cancellation);

    /// <summary>Notes, or notes anew. Note what was done as soon as it is done: the next thing may fail.</summary>
    Task SetAsync(Guid callId, string key, string value, CancellationToken cancellation);

    /// <summary>1, 2, 3 … of this key in this call; never the same twice.</summary>
    Task<int> NextAsync(Guid callId, string key, CancellationToken cancellation);
}
