using System.Globalization;
using CallControl.Numbers;
using CallControl.Prompts;

namespace CallControl.Flows.VirtualNumber;

/// <summary>Has the prompts that name a listing made ahead, when it is leased: nobody waits for speech during a call.</summary>
internal sealed class ListingPrompts(PromptLibrary prompts) : IListingLeased
{
    public const string Greeting = "greeting";
    public const string Whisper = "whisper";
    public const string Direct = "direct";
    public const string ChooseFirst = "choose_first";
    public const string ChooseSecond = "choose_second";

    private static readonly string[] All = [Greeting, Whisper, Direct, ChooseFirst, ChooseSecond];

    public static PromptValues ValuesOf(Listing listing) => new(listing.ShortTitle, listing.Id.ToString(CultureInfo.InvariantCulture));

    public void OnLeased(Listing listing)
    {
        foreach (var prompt in All)
            prompts.MakeAhead(prompt, listing.Language, ValuesOf(listing));
    }
}
