using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CallControl.Crm.Contracts;

namespace CallControl.Delivery.Exchanges;

/// <summary>The clients of one account.</summary>
internal sealed class CrmHttp(
    string enterprise, string integration, IReadOnlyList<string> secrets, CrmConnections connections, IRateGate gate, ExchangeLog log, TimeProvider time) : ICrmHttp
{
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new(StringComparer.Ordinal);
    private readonly Redaction _redaction = new(secrets);

    public HttpClient Create(CrmApi api) => _clients.GetOrAdd(api.Name, _ =>
    {
        var handler = new ExchangeHandler(api, GateName(api), enterprise, integration, gate, log, _redaction, time) { InnerHandler = connections.Handler };
        // The handler has a time of its own, which begins when the request has its turn.
        return new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    });

    private string GateName(CrmApi api)
    {
        var countedBy = api.CountedBy is { } secret ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))[..16] : enterprise;
        return $"{integration}/{api.Name}/{countedBy}";
    }
}
