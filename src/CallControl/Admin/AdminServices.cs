using CallControl.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace CallControl.Admin;

/// <summary>The pages for administrators, and their sessions.</summary>
internal static class AdminServices
{
    private const string KeyOrSession = "KeyOrSession";

    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddOptions<AdminOptions>().BindConfiguration("Admin").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PageFiles>();
        services.AddSingleton<SessionEvents>();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddAuthentication()
            .AddPolicyScheme(KeyOrSession, displayName: null, either => either.ForwardDefaultSelector = SchemeOf)
            .AddCookie(Session.SchemeName);
        services.AddOptions<CookieAuthenticationOptions>(Session.SchemeName).Configure<IOptions<AdminOptions>>((cookie, admin) => Session.Describe(cookie, admin.Value));
        services.AddOptions<AuthenticationOptions>().Configure<IOptions<AdminOptions>>((schemes, admin) =>
        {
            if (admin.Value.Enabled)
                schemes.DefaultScheme = KeyOrSession;
        });
        return services;
    }

    public static void MapAdmin(this WebApplication app)
    {
        app.MapIcons();
        if (!app.Services.GetRequiredService<IOptions<AdminOptions>>().Value.Enabled)
            return;
        app.MapSession();
        app.MapPages();
        app.MapOldAddresses();
    }

    // Whoever sends a key means it: a wrong one is not made up for by a cookie.
    private static string SchemeOf(HttpContext http) =>
        !http.Request.Headers.ContainsKey(ApiKeyHandler.Header) && http.Request.Cookies.ContainsKey(Session.CookieName) ? Session.SchemeName : ApiKeyHandler.SchemeName;
}
