using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Integrations;

/// <summary>For what only this machine's own programs (the dialplan's, a script's) and holders of an API key may do.</summary>
internal static class LocalOrKey
{
    /// <summary>The policy's name.</summary>
    public const string Policy = "local-or-key";

    public static void Add(AuthorizationOptions options) => options.AddPolicy(Policy, policy => policy.RequireAssertion(asked =>
        asked.User.Identity?.IsAuthenticated == true || (asked.Resource is HttpContext http && IsLocal(http))));

    // A proxy on this machine also comes from here, but says for whom; for one that doesn't there is a setting.
    private static bool IsLocal(HttpContext http) => !http.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value.AlwaysDemandKey
        && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
}
