using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallControl.EndToEnd.Tests.Overload;

/// <summary>Takes traces over OTLP/HTTP. Texts stand in protobuf as they are, ids as bytes.</summary>
public sealed class SpanCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<byte[]> _taken = new();

    private SpanCollector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Everything that was sent, as text.</summary>
    public string Text => string.Concat(_taken.Select(Encoding.UTF8.GetString));

    public static async Task<SpanCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new SpanCollector(app);
        app.MapPost("/v1/traces", collector.TakeAsync);
        await app.StartAsync();
        return collector;
    }

    /// <summary>How many spans of this trace were sent.</summary>
    public int Count(Guid trace)
    {
        // Span.trace_id: field 1, 16 bytes
        byte[] id = [0x0a, 0x10, .. trace.ToByteArray(bigEndian: true)];
        return _taken.Sum(body => Count(body, id));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static int Count(ReadOnlySpan<byte> body, ReadOnlySpan<byte> id)
    {
        var count = 0;
        for (var at = body.IndexOf(id); at >= 0; at = body.IndexOf(id))
        {
            count++;
            body = body[(at + id.Length)..];
        }

        return count;
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _taken.Enqueue(body.ToArray());
    }
}
