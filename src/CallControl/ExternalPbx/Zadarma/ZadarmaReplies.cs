using System.Globalization;
using System.Text.Json.Nodes;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.ExternalPbx.Zadarma;

/// <summary>
/// The answers that Zadarma understands. It speaks no text and whispers nothing to the owner: the greeting is a file uploaded there, and the
/// listing is put into the name that the owner's phone shows.
/// </summary>
internal sealed class ZadarmaReplies(IOptions<ZadarmaOptions> options)
{
    public const string ConfirmName = "confirm";

    private const int LongestName = 50;

    /// <summary>Leaves the scenario that is configured at Zadarma in force.</summary>
    public static JsonObject Nothing() => [];

    public static JsonObject HangUp() => new() { ["hangup"] = 1 };

    /// <summary>The caller hears busy.</summary>
    public static JsonObject Refuse() => new() { ["redirect"] = "blacklist" };

    /// <summary>"Press 1 to be connected."</summary>
    public JsonObject Ask(Listing listing)
    {
        var settings = options.Value;
        var reply = settings.WelcomeSound is { Length: > 0 } sound
            ? new JsonObject { ["ivr_play"] = sound }
            : new JsonObject { ["ivr_saynumber"] = listing.Id.ToString(CultureInfo.InvariantCulture) };
        reply["language"] = settings.Language;
        reply["wait_dtmf"] = new JsonObject
        {
            ["timeout"] = settings.DigitTimeout,
            ["attempts"] = settings.Attempts,
            ["maxdigits"] = 1,
            ["name"] = ConfirmName,
            ["default"] = "hangup",
        };
        return reply;
    }

    /// <summary>
    /// <c>redirect</c> takes no outside number: an extension that forwards to a phone gets the owner's for this call. An owner who is an
    /// extension of the Zadarma PBX himself (three digits) is rung there.
    /// </summary>
    public JsonObject Connect(Listing listing)
    {
        var name = $"{listing.Id.ToString(CultureInfo.InvariantCulture)} {listing.ShortTitle}";
        var reply = new JsonObject { ["redirect"] = options.Value.Extension, ["return_timeout"] = 0 };
        if (listing.OwnerPhone is { } phone)
            reply["rewrite_forward_number"] = phone.Digits;
        else if (listing.Destinations[0].Text.Length == 3)
            reply["redirect"] = listing.Destinations[0].Text;
        else
            return NotFound();
        reply["caller_name"] = name.Length > LongestName ? name[..LongestName] : name;
        return reply;
    }

    public JsonObject NotFound() => options.Value.NotFoundSound is { Length: > 0 } sound ? new JsonObject { ["ivr_play"] = sound } : HangUp();
}
