namespace CallControl.Crm.Contracts;

/// <summary>Keeps two from doing the same thing at a vendor at once, such as making a client for one phone; replicas share it.</summary>
public interface ICrmLocks
{
    /// <summary>Waits until nobody else has it.</summary>
    /// <param name="account">What the vendor knows the account by, such as its token: enterprises that share it share the lock. Only a hash is kept.</param>
    /// <param name="what">In the account; the same text is the same thing.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>To be disposed of when it is done. Whoever takes longer than a minute loses it.</returns>
    ValueTask<IAsyncDisposable> EnterAsync(string account, string what, CancellationToken cancellation);
}
