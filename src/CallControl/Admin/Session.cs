using System.Security.Claims;
using CallControl.Web.Api;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CallControl.Admin;

/// <summary>
/// An administrator's session: a cookie that says whose API key was given. It is encrypted with the keys that all replicas share, so every replica takes it, and none has to
/// remember it.
/// </summary>
internal static class Session
{
    public const string SchemeName = "Session";

    // Long names in the shorter form would need https.
    public const string CookieName = "callcontrol-session";

    private const string KeyHash = "key";

    public static void Describe(CookieAuthenticationOptions cookie, AdminOptions admin)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = admin.SessionTime;
        cookie.SlidingExpiration = true;
        cookie.EventsType = typeof(SessionEvents);
    }

    /// <param name="name">The key's name.</param>
    /// <param name="key">Its hash goes into the cookie: a key that is changed ends its sessions.</param>
    public static ClaimsPrincipal Of(string name, string key) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(KeyHash, Convert.ToBase64String(ApiKeys.HashOf(key)))], SchemeName));

    public static bool IsOfKnownKey(ClaimsPrincipal? user, ApiKeys keys) =>
        user?.Identity?.Name is { } name && user.FindFirstValue(KeyHash) is { } hash && keys.IsKnown(name, Convert.FromBase64String(hash));
}
