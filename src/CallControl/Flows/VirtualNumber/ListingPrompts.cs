using System.Globalization;
using CallControl.Numbers;
using CallControl.Prompts;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Has the prompts that name a listing made ahead, when it is leased, created or changed: nobody waits for speech during a call.</summary>
internal sealed class ListingPrompts(PromptLibrary prompts) : IListingNeeded
{
    private static readonly string[] Named =
        [PromptNames.Greeting, PromptNames.Whisper, PromptNames.Direct, PromptNames.ChooseFirst, PromptNames.ChooseSecond];

    public static PromptValues ValuesOf(Listing listing) => new(listing.ShortTitle, listing.Id.ToString(CultureInfo.InvariantCulture));

    public void OnNeeded(Listing listing)
    {
        foreach (var prompt in Named)
            prompts.MakeAhead(prompt, listing.Language, ValuesOf(listing));
    }
}
