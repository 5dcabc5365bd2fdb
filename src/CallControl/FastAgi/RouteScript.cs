using System.Globalization;
using CallControl.Asterisk.Agi;
using CallControl.ExternalPbx;
using CallControl.Flows.VirtualNumber;
using CallControl.Prompts;

namespace CallControl.FastAgi;

/// <summary>
/// <c>route</c>: where a call to a virtual number goes, for a dialplan that carries its calls itself. The first argument stands in place of the extension, the second in
/// place of the caller's number.
/// </summary>
internal sealed class RouteScript(CallRouter router, PromptLibrary prompts) : IAgiScript
{
    public string Name => "route";

    /// <summary>
    /// <c>CC_LISTING</c>: its id; <c>CC_DESTINATION</c>: a number in E.164 or an extension; <c>CC_PROMPT</c>, for Background: what the call is about, or that nothing is found;
    /// <c>CC_WHISPER</c>, for Dial's A(): for the owner alone; <c>CC_REASON</c>: why this listing. A sound that is not made yet is empty.
    /// </summary>
    public IReadOnlyList<string> Variables { get; } = ["CC_LISTING", "CC_DESTINATION", "CC_PROMPT", "CC_WHISPER", "CC_REASON"];

    public async Task<AgiAnswer> AnswerAsync(AgiRequest request, CancellationToken cancellation)
    {
        var question = new RouteRequest(request.Argument(1) ?? request.CallerId, request.Argument(0) ?? request.Extension, request.UniqueId);
        var (listing, destination, reason) = await router.RouteAsync(question, cancellation);
        if (listing is null)
        {
            return new AgiAnswer(AgiAnswer.Unknown, reason, new Dictionary<string, string?>
            {
                ["CC_PROMPT"] = SoundOf(PromptNames.NotFound, prompts.DefaultLanguage, PromptValues.None),
                ["CC_REASON"] = reason,
            });
        }

        var values = ListingPrompts.ValuesOf(listing);
        return new AgiAnswer(AgiAnswer.Found, $"listing {listing.Id} ({reason})", new Dictionary<string, string?>
        {
            ["CC_LISTING"] = listing.Id.ToString(CultureInfo.InvariantCulture),
            ["CC_DESTINATION"] = destination,
            ["CC_PROMPT"] = SoundOf(PromptNames.Greeting, listing.Language, values) ?? SoundOf(PromptNames.GreetingGeneric, listing.Language, PromptValues.None),
            ["CC_WHISPER"] = SoundOf(PromptNames.Whisper, listing.Language, values),
            ["CC_REASON"] = reason,
        });
    }

    /// <summary>As the dialplan's applications name it: without ARI's <c>sound:</c>.</summary>
    private string? SoundOf(string prompt, string language, PromptValues values) =>
        prompts.TryFind(prompt, language, values, out var sound) ? sound.Media[(sound.Media.IndexOf(':', StringComparison.Ordinal) + 1)..] : null;
}
