using System.Text.RegularExpressions;
using CallControl.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CallControl.ExternalPbx.Zadarma;

/// <summary><c>/zadarma</c>: Zadarma's webhook. The same address is <c>/route-call</c>, for those who have set that one.</summary>
internal sealed partial class ZadarmaEndpoint(ZadarmaCalls calls, IOptions<ZadarmaOptions> options, ILogger<ZadarmaEndpoint> logger)
{
    private const string Path = "/zadarma";
    private const int LargestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http) => Echo(http.Request)).ExcludeFromDescription();
        routes.MapPost(Path, async (HttpContext http, ZadarmaEndpoint endpoint) => http.Request.HasFormContentType
                ? await endpoint.TakeAsync(http, await http.Request.ReadFormAsync(http.RequestAborted))
                : TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Zadarma sends forms"))
            .ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(LargestBody));
    }

    /// <summary>Zadarma checks an address by <c>GET ?zd_echo=token</c> and wants the token alone as text.</summary>
    public static IResult Echo(HttpRequest request)
    {
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        var token = request.Query["zd_echo"].ToString();
        return Token().IsMatch(token)
            ? TypedResults.Text(token, "text/plain")
            : TypedResults.Problem("POST asks where a call goes; GET only answers Zadarma's zd_echo", statusCode: StatusCodes.Status400BadRequest, title: "No zd_echo");
    }

    public async Task<IResult> TakeAsync(HttpContext http, IFormCollection form)
    {
        var webhook = ZadarmaWebhook.Of(form);
        if (Refusal(http, webhook) is { } why)
        {
            Log.ZadarmaRefused(logger, Token().IsMatch(webhook.Event) ? webhook.Event : "?", http.Connection.RemoteIpAddress, why);
            return TypedResults.Problem(why, statusCode: StatusCodes.Status401Unauthorized, title: "The webhook is refused");
        }

        // An event that is new to us changes nothing.
        return TypedResults.Ok(webhook.CallId.Length == 0 || ZadarmaSignature.SignedText(webhook) is null
            ? ZadarmaReplies.Nothing()
            : await calls.TakeAsync(webhook, http.RequestAborted));
    }

    private string? Refusal(HttpContext http, ZadarmaWebhook webhook)
    {
        if (string.IsNullOrEmpty(options.Value.Secret))
            return "No secret is configured: set Zadarma:Secret to the account's API secret";
        if (options.Value.AllowedNetworks.Length > 0
            && (http.Connection.RemoteIpAddress is not { } address
                || !options.Value.AllowedNetworks.Any(network => WebOptions.NetworkOf(network)!.Value.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))))
            return "The address is not in Zadarma:AllowedNetworks";
        return ZadarmaSignature.SignedText(webhook) is null || ZadarmaSignature.IsRight(options.Value.Secret, webhook, http.Request.Headers["Signature"].ToString())
            ? null
            : "The signature is wrong or missing";
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,128}$")]
    private static partial Regex Token();
}
