namespace CallControl.Crm.Contracts;

/// <summary>Lets requests through at the pace a vendor allows; replicas share it. Used by the clients of <see cref="ICrmHttp"/>.</summary>
public interface IRateGate
{
    /// <summary>Waits for a turn, in order of coming.</summary>
    /// <param name="account">Whose limit it is; the same text is the same limit.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="cancellation">Gives the turn up.</param>
    /// <returns>To be disposed when the answer is there: it counts for <see cref="CrmLimit.Parallel"/>.</returns>
    ValueTask<IAsyncDisposable> EnterAsync(string account, CrmLimit limit, CancellationToken cancellation);

    /// <summary>The vendor said "too many": nobody of any replica gets a turn until then.</summary>
    ValueTask CloseAsync(string account, TimeSpan duration, CancellationToken cancellation);
}
