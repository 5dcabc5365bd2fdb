using System.Globalization;
using CallControl.Numbers;
using CallControl.Prompts;
using Microsoft.Extensions.Options;

namespace CallControl.ExternalPbx;

/// <summary>The texts of our own prompts, for a PBX that speaks for itself.</summary>
internal sealed class ExternalTexts(PromptLibrary prompts, IOptions<PromptsOptions> options)
{
    public string Greeting(Listing listing) => Text("greeting", listing);

    public string Whisper(Listing listing) => Text("whisper", listing);

    public string NotFound() => Text("not_found", null);

    // Not as they are spoken (abbreviations read out): how to speak is the other PBX's business.
    private string Text(string name, Listing? listing) =>
        prompts.Catalogue.Find(name, listing?.Language ?? prompts.DefaultLanguage, prompts.DefaultLanguage)?.Text
            .Replace("{title}", SpokenText.Clean(listing?.ShortTitle), StringComparison.Ordinal)
            .Replace("{id}", listing?.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{site}", options.Value.Site, StringComparison.Ordinal)
        ?? "";
}
