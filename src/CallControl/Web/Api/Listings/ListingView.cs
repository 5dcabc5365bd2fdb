using CallControl.Numbers;

namespace CallControl.Web.Api.Listings;

/// <inheritdoc cref="ListingBody"/>
internal sealed record ListingView(
    long Id, string ShortTitle, string Title, string? Code, string Language, IReadOnlyList<string> Destinations, bool Confirm, string? Enterprise,
    CallSettings CallSettings)
{
    public static ListingView Of(Listing listing) => new(
        listing.Id, listing.ShortTitle, listing.Title, listing.Code, listing.Language,
        [.. listing.Destinations.Select(destination => destination.Text)], listing.Confirm, listing.Enterprise, listing.Settings);
}
