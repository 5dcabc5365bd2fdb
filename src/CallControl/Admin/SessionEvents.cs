using CallControl.Web;
using CallControl.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CallControl.Admin;

/// <summary>When a session counts, and what is answered where it does not: problem details as for keys, no page to sign in.</summary>
internal sealed class SessionEvents(ApiKeys keys) : CookieAuthenticationEvents
{
    private static readonly object Foreign = new();

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!Session.IsOfKnownKey(context.Principal, keys))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Session.SchemeName);
        }
        else if (!IsReading(context.Request) && !SameOrigin.Is(context.Request))
        {
            // Browsers send the cookie whoever asks; where no session is needed the request goes on without it.
            context.HttpContext.Items[Foreign] = true;
            context.RejectPrincipal();
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.Items.ContainsKey(Foreign))
            return ForeignRequest().ExecuteAsync(context.HttpContext);
        context.Response.Headers.WWWAuthenticate = ApiKeyHandler.SchemeName;
        return TypedResults.Problem("Sign in again", statusCode: StatusCodes.Status401Unauthorized, title: "The session has ended").ExecuteAsync(context.HttpContext);
    }

    public static IResult ForeignRequest() => TypedResults.Problem(
        "With the cookie of a session only pages of this program may change anything. Programs use an API key", statusCode: StatusCodes.Status403Forbidden,
        title: "The request does not come from a page of this program");

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
