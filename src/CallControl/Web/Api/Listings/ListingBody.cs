using CallControl.Numbers;

namespace CallControl.Web.Api.Listings;

/// <summary>A listing as it is sent.</summary>
/// <param name="Id">The site's own id, 1 or more; given here when it is missing. With PUT it is in the path.</param>
/// <param name="ShortTitle">Spoken to the caller: "you are calling about …".</param>
/// <param name="Title">Shown to people; the short title when it is missing.</param>
/// <param name="Code">What the site prints as the listing's number, if it isn't the id.</param>
/// <param name="Language">Of the prompts, two letters; ru when it is missing.</param>
/// <param name="Destinations">Who is rung, one after another: phone numbers, or extensions of at most six digits.</param>
/// <param name="Confirm">true: the caller presses 1 before he is put through; false: he is put through at once. true when it is missing.</param>
/// <param name="Enterprise">Whose listing it is.</param>
/// <param name="CallSettings">What calls about this listing want otherwise than the program's settings; what is missing or null is as the program says.</param>
internal sealed record ListingBody(
    long? Id, string ShortTitle, string? Title, string? Code, string? Language, IReadOnlyList<string> Destinations, bool? Confirm, string? Enterprise,
    CallSettings? CallSettings);
