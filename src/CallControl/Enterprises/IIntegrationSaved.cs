namespace CallControl.Enterprises;

/// <summary>Told after an enterprise's settings were saved or the enterprise was deleted, before the answer goes out; for what has to be set up at a vendor then.</summary>
internal interface IIntegrationSaved
{
    /// <param name="before">What was stored; null for a new enterprise.</param>
    /// <param name="after">What is stored now.</param>
    /// <param name="vendor">Whose settings alone were saved; null when it was the whole enterprise.</param>
    /// <param name="cancellation">Nobody waits for the answer any more.</param>
    /// <returns>The enterprise as it is stored then; null when nothing was changed. Trouble at the vendor must not fail the saving: it is for the log and the connection test.</returns>
    Task<Enterprise?> SavedAsync(Enterprise? before, Enterprise after, string? vendor, CancellationToken cancellation);

    /// <summary>The enterprise was deleted.</summary>
    /// <param name="before">What was stored.</param>
    /// <param name="cancellation">Nobody waits for the answer any more.</param>
    Task DeletedAsync(Enterprise before, CancellationToken cancellation) => Task.CompletedTask;
}
