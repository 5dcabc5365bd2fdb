namespace CallControl.Numbers;

/// <summary>
/// Is told of every listing that calls may soon be about (leased, created, changed), so that what they need is made before them.
/// Must return at once and not throw.
/// </summary>
internal interface IListingNeeded
{
    void OnNeeded(Listing listing);
}
