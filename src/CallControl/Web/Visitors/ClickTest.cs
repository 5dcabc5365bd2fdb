using System.Text.RegularExpressions;

namespace CallControl.Web.Visitors;

/// <summary>
/// Tells a person's click from a machine that loads whatever it finds. Only what a well-behaved machine says of itself is read; one that
/// lies meets the quota.
/// </summary>
internal static partial class ClickTest
{
    // How browsers mark what they load ahead: Sec-Purpose (the standard), Purpose (Chrome, Safari), X-Purpose (Safari), X-Moz (Firefox)
    private static readonly string[] PurposeHeaders = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

    /// <summary>Why this is no click; null when it may be one.</summary>
    public static string? WhyNot(HttpRequest request)
    {
        foreach (var header in PurposeHeaders)
        {
            if (Prefetch().IsMatch(request.Headers[header].ToString()))
                return "prefetch";
        }

        if (Crawler().IsMatch(request.Headers.UserAgent.ToString()))
            return "crawler";

        // Browsers say what they load for: "empty" is a script's fetch; a page's image, frame or stylesheet is no click. An address that a
        // person typed or a link he clicked (document, ?1) is.
        var destination = request.Headers["Sec-Fetch-Dest"].ToString();
        var person = request.Headers["Sec-Fetch-User"] == "?1";
        return HttpMethods.IsGet(request.Method) && destination is not ("" or "empty") && !(destination == "document" && person) ? "not a click" : null;
    }

    [GeneratedRegex("prefetch|prerender|preview", RegexOptions.IgnoreCase)]
    private static partial Regex Prefetch();

    // "Cubot" makes phones. Link previews of messengers are machines too.
    [GeneratedRegex(
        @"(?<!cu)bot\b|bot/|crawl|spider|slurp|archiver|preview|facebookexternalhit|whatsapp/|skypeuripreview|mediapartners|lighthouse|headless",
        RegexOptions.IgnoreCase)]
    private static partial Regex Crawler();
}
