using System.Net;

namespace CallControl.Delivery.Exchanges;

/// <summary>The connections to all CRMs; kept open between requests, renewed now and then so that a changed address is noticed.</summary>
internal sealed class CrmConnections : IDisposable
{
    public SocketsHttpHandler Handler { get; } = new()
    {
        AutomaticDecompression = DecompressionMethods.GZip,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        UseCookies = false,
        AllowAutoRedirect = false,
    };

    public void Dispose() => Handler.Dispose();
}
