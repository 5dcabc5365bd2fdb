using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CallControl.TestKit.Network;

/// <summary>Takes telemetry over OTLP/HTTP and keeps it. Texts stand in protobuf as they are, ids as bytes.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Type, string Header, byte[] Body)> _taken = new();
    private LoopbackServer? _server;

    public Uri Address => _server!.Address;

    /// <summary>All traces that were sent, as text.</summary>
    public string Traces => string.Concat(BodiesOf("/v1/traces").Select(Encoding.UTF8.GetString));

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        collector._server = await LoopbackServer.StartAsync(collector.TakeAsync);
        return collector;
    }

    /// <param name="path"><c>/v1/traces</c>, <c>/v1/metrics</c> or <c>/v1/logs</c>.</param>
    /// <param name="text">Stands anywhere in it.</param>
    /// <param name="header">The value of <c>x-test</c>.</param>
    public bool Has(string path, string text, string header = "") => _taken.Any(taken => taken.Path == path
        && taken.Type == "application/x-protobuf" && taken.Header == header && Encoding.UTF8.GetString(taken.Body).Contains(text, StringComparison.Ordinal));

    /// <summary>Whether a sequence of bytes, a trace's id for example, was sent.</summary>
    public bool Has(string path, byte[] bytes) => BodiesOf(path).Any(body => body.AsSpan().IndexOf(bytes) >= 0);

    /// <summary>How many spans of this trace were sent.</summary>
    public int CountSpans(Guid trace)
    {
        // Span.trace_id: field 1, 16 bytes
        byte[] id = [0x0a, 0x10, .. trace.ToByteArray(bigEndian: true)];
        return BodiesOf("/v1/traces").Sum(body => body.AsSpan().Count(id));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private IEnumerable<byte[]> BodiesOf(string path) => _taken.Where(taken => taken.Path == path).Select(taken => taken.Body);

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _taken.Enqueue((http.Request.Path, http.Request.ContentType ?? "", http.Request.Headers["x-test"].ToString(), body.ToArray()));
    }
}
