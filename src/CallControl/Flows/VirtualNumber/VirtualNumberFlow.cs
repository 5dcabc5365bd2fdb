using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Numbers;
using CallControl.Prompts;

namespace CallControl.Flows.VirtualNumber;

/// <summary>
/// A call to a virtual number: <see cref="Attributing"/> (who is meant?) → <see cref="Greeting"/> ("you are calling about …, press 1") →
/// <see cref="Ringing"/> → <see cref="Whispering"/> (the owner alone hears what it is about) → <see cref="Talking"/>; and
/// <see cref="Announcing"/> when it comes to nothing. One instance per call: it holds what the stages share.
/// </summary>
internal sealed class VirtualNumberFlow(
    VirtualNumberParts parts, PhoneNumber? caller, PhoneNumber? dialled)
{
    /// <summary>The first argument of <c>Stasis()</c> in the dialplan.</summary>
    public const string Name = "virtual-number";

    public VirtualNumberOptions Options { get; } = parts.Options.Value;

    /// <summary>Null for a caller who hides his number.</summary>
    public PhoneNumber? Caller { get; } = caller;

    /// <summary>Null when the trunk sent no number; no listing is found then.</summary>
    public PhoneNumber? Dialled { get; } = dialled;

    /// <summary>Whom the call is for, once that is known.</summary>
    public Listing? Listing { get; set; }

    public Task<AttributionResult> FindListingAsync(CancellationToken cancellationToken)
        => Dialled is { } number
            ? parts.Attribution.FindAsync(Caller, number, cancellationToken)
            : Task.FromResult(new AttributionResult(AttributionReason.Unknown, null));

    /// <summary>
    /// Says a prompt to one leg; where it is not made yet, the other one in its place. False when neither can be said: the call then goes on
    /// without it, since no prompt is worth a call.
    /// </summary>
    public async Task<bool> SayAsync(Call call, Leg leg, string prompt, string? otherwise = null)
    {
        var language = Listing?.Language ?? parts.Prompts.DefaultLanguage;
        var values = Listing is { } listing ? ListingPrompts.ValuesOf(listing) : PromptValues.None;
        var said = prompt;
        if (!parts.Prompts.TryFind(said, language, values, out var sound)
            && (otherwise is null || !parts.Prompts.TryFind(said = otherwise, language, values, out sound)))
        {
            Log.PromptMissing(call.Environment.Logger, call.Id, prompt, language);
            return false;
        }

        call.Note("prompt", said, $"{(leg.Role == LegRole.Caller ? "caller" : "owner")}: {sound.Text}");
        await call.PlayAsync(leg, sound.Media);
        return true;
    }
}
