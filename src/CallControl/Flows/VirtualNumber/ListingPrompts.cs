using System.Globalization;
using CallControl.Numbers;
using CallControl.Prompts;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Has the prompts that name a listing made ahead, when it is leased, created or changed: nobody waits for speech during a call.</summary>
internal sealed class ListingPrompts(PromptLibrary prompts) : IListingNeeded
{
    public const string Greeting = "greeting";
    public const string Whisper = "whisper";

    public static PromptValues ValuesOf(Listing listing) => new(listing.ShortTitle, listing.Id.ToString(CultureInfo.InvariantCulture));

    public void OnNeeded(Listing listing)
    {
        prompts.MakeAhead(Greeting, listing.Language, ValuesOf(listing));
        prompts.MakeAhead(Whisper, listing.Language, ValuesOf(listing));
    }
}
