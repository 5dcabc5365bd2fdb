using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CallControl.Web;
using Microsoft.Extensions.Options;

namespace CallControl.Telemetry;

/// <summary>
/// <c>GET /metrics</c> for Prometheus: open to this machine, to the networks of <c>Telemetry:MetricsFrom</c>, and to whoever shows the
/// token. There is nothing secret in it, but how busy a business is is its own affair.
/// </summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Resolved here so that it listens before anything is started.
        var collector = routes.ServiceProvider.GetRequiredService<MetricsCollector>();
        var options = routes.ServiceProvider.GetRequiredService<IOptions<TelemetryOptions>>();
        routes.MapGet(Path, (HttpContext http) => Get(http, collector, options.Value)).ExcludeFromDescription();
    }

    private static IResult Get(HttpContext http, MetricsCollector collector, TelemetryOptions options)
    {
        http.Response.Headers.CacheControl = "no-store";
        return MayRead(http, options)
            ? TypedResults.Text(collector.Page(), PrometheusText.ContentType)
            : TypedResults.Problem(
                "Metrics are shown to this machine; others need Telemetry:MetricsFrom or Telemetry:MetricsToken.", statusCode: StatusCodes.Status403Forbidden);
    }

    private static bool MayRead(HttpContext http, TelemetryOptions options)
        => HasToken(http.Request, options) || (IsDirect(http.Request) && IsNear(http.Connection.RemoteIpAddress, options));

    /// <summary>Behind a proxy on this machine that nobody told us of, the whole world seems to be this machine.</summary>
    private static bool IsDirect(HttpRequest request) => !request.Headers.ContainsKey("X-Forwarded-For") && !request.Headers.ContainsKey("Forwarded");

    private static bool IsNear(IPAddress? address, TelemetryOptions options)
    {
        if (address is null)
            return true; // a unix socket
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) || options.MetricsFrom.Any(network => WebOptions.NetworkOf(network)?.Contains(address) == true);
    }

    private static bool HasToken(HttpRequest request, TelemetryOptions options)
        => options.MetricsToken is { } token
            && AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            && header is { Scheme: "Bearer", Parameter: { } shown }
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(shown));
}
