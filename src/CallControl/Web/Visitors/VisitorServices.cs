using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CallControl.Web.Visitors;

internal static class VisitorServices
{
    /// <summary>The policy of requests per minute.</summary>
    public const string RateLimit = "visitors";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddVisitors(this IServiceCollection services)
    {
        services.AddOptions<VisitorsOptions>().BindConfiguration("Web:Visitors").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ListingQuota>();
        services.AddSingleton<VisitorGate>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<VisitorsOptions>>((limits, visitors) =>
        {
            limits.AddPolicy(RateLimit, http => http.User.Identity?.IsAuthenticated == true
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetFixedWindowLimiter(
                    ClientAddress.HouseholdOf(http.Connection.RemoteIpAddress),
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = visitors.Value.RequestsPerMinute, Window = Window }));
            limits.OnRejected = async (rejected, _) => await VisitorGate.TooMany(
                rejected.HttpContext, rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window).ExecuteAsync(rejected.HttpContext);
        });
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<WebOptions>>((forwarded, web) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null; // as many proxies as are trusted
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in web.Value.TrustedProxies)
                forwarded.KnownIPNetworks.Add(WebOptions.NetworkOf(proxy)!.Value);
        });
        return services;
    }

    /// <summary>First of all: what comes after sees the visitor's address, not the proxy's.</summary>
    public static void UseVisitorAddresses(this WebApplication app)
    {
        // With no proxy named the middleware would believe everybody.
        if (app.Services.GetRequiredService<IOptions<WebOptions>>().Value.TrustedProxies.Length > 0)
        {
            app.UseForwardedHeaders();
            return;
        }

        var warned = false;
        app.Use((http, next) =>
        {
            if (!warned && http.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName))
            {
                warned = true;
                Log.UnknownProxy(app.Logger, http.Connection.RemoteIpAddress);
            }

            return next(http);
        });
    }
}
