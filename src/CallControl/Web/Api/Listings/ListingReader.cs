using CallControl.Crm.Contracts;
using CallControl.Numbers;

namespace CallControl.Web.Api.Listings;

/// <summary>Makes a listing of what was sent, or says what is wrong with it.</summary>
internal static class ListingReader
{
    private const int LongestTitle = 500;
    private const int LongestCode = 32;
    private const int MostDestinations = 10;

    /// <param name="json">The body.</param>
    /// <param name="id">The id in the path; null when the body may have one.</param>
    /// <param name="home">The country of numbers without a calling code.</param>
    /// <returns>Null when <see cref="JsonFields.Errors"/> says why. The id is 0 where none was sent.</returns>
    public static Listing? Read(JsonFields json, long? id, PhoneCountry home)
    {
        var sent = json.WholeNumber("id", least: 1);
        if (id is not null && sent is not null && sent != id)
            json.Errors.Add("id", "is not the id in the path");
        var shortTitle = json.Text("short_title", LongestTitle, required: true);
        var listing = new Listing(
            id ?? sent ?? 0,
            shortTitle ?? "",
            json.Text("title", LongestTitle) ?? shortTitle ?? "",
            json.Text("code", LongestCode),
            Language(json),
            Destinations(json, home),
            json.Text("enterprise", LongestTitle),
            json.YesNo("confirm") ?? true)
        {
            Settings = CallSettingsReader.Read(json),
        };
        json.RefuseOthers();
        return json.Errors.Any ? null : listing;
    }

    private static string Language(JsonFields json)
    {
        var language = json.Text("language", longest: 20) ?? "ru";
        if (language is not [>= 'a' and <= 'z', >= 'a' and <= 'z'])
            json.Errors.Add("language", "must be two letters, such as ru or en");
        return language;
    }

    private static List<Destination> Destinations(JsonFields json, PhoneCountry home)
    {
        var destinations = new List<Destination>();
        var texts = json.Texts("destinations", MostDestinations);
        for (var index = 0; index < texts.Count; index++)
        {
            var text = texts[index].Trim();
            if (Destination.TryParse(text, out var destination)
                || (PhoneNumber.TryParse(text, out var number, home) && Destination.TryParse(number.ToString(), out destination)))
                destinations.Add(destination);
            else
                json.Errors.Add($"destinations[{index}]", "must be a phone number such as +79035550101, or an extension of at most six digits");
        }

        return destinations;
    }
}
