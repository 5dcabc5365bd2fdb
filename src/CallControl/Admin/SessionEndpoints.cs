using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.ClickToCall;
using CallControl.Web;
using CallControl.Web.Api;
using Microsoft.AspNetCore.Authentication;

namespace CallControl.Admin;

/// <summary><c>/admin/session</c>: signing in with an API key, who is signed in, signing out.</summary>
internal static class SessionEndpoints
{
    private const string Path = "/admin/session";
    private const long LongestBody = 4096;
    private const string LockedOutSeconds = "60";

    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup(Path).WithTags("Session");
        session.MapPost("", SignInAsync).WithSummary("Begins a session with an API key: {\"key\": \"…\"}");
        session.MapGet("", (HttpContext http) => Told(http, http.User.Identity!.Name!)).RequireAuthorization().WithSummary("Whose key the session or request has");
        session.MapDelete("", (Delegate)SignOutAsync).WithSummary("Ends the session");
    }

    private static async Task<IResult> SignInAsync(HttpContext http, ApiKeys keys, WrongSecrets wrong, ILogger<SessionEvents> logger, CancellationToken cancellation)
    {
        if (!BodyLimit.Set(http.Request, LongestBody) || await ReadAsync(http.Request, cancellation) is not { } key)
            return TypedResults.Problem("The body must be JSON: {\"key\": \"…\"}", statusCode: StatusCodes.Status400BadRequest, title: "No key was given");

        var address = http.Connection.RemoteIpAddress;
        if (keys.Find(key) is { } name)
        {
            // However many wrong ones came from the same address: it may be a whole office's. Keys are too long to be guessed.
            await http.SignInAsync(Session.SchemeName, Session.Of(name, key));
            Log.SignedIn(logger, name, address);
            return Told(http, name);
        }

        if (!wrong.IsListenedTo(address))
        {
            http.Response.Headers.RetryAfter = LockedOutSeconds;
            return TypedResults.Problem("Try again in a minute", statusCode: StatusCodes.Status429TooManyRequests, title: "Too many wrong keys");
        }

        wrong.Count(address);
        Log.WrongKey(logger, address);
        return TypedResults.Problem(
            keys.Any ? "The key is none of Web:ApiKeys" : "No API key is configured: set Web:ApiKeys:0:Name and Web:ApiKeys:0:Key",
            statusCode: StatusCodes.Status401Unauthorized, title: "Wrong key");
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        if (http.Request.Cookies.ContainsKey(Session.CookieName) && !SameOrigin.Is(http.Request))
            return SessionEvents.ForeignRequest();
        await http.SignOutAsync(Session.SchemeName);
        return TypedResults.NoContent();
    }

    private static IResult Told(HttpContext http, string name)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new { name });
    }

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        // Pages of other sites can't send this type unasked.
        if (!request.HasJsonContentType())
            return null;
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation) is JsonObject body && body["key"] is JsonValue value && value.TryGetValue<string>(out var key)
                ? key
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
