namespace CallControl.Numbers;

/// <summary>Is told of every lease, so that what a call will need is made before the call. Must return at once and not throw.</summary>
internal interface IListingLeased
{
    void OnLeased(Listing listing);
}
