using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.Telemetry;

/// <summary>Takes what is sent over OTLP/HTTP and keeps it. Texts stand in protobuf as they are.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Type, string Header, byte[] Body)> _taken = new();

    private OtlpCollector(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new OtlpCollector(app);
        app.MapPost("/{**path}", collector.TakeAsync);
        await app.StartAsync();
        return collector;
    }

    public bool Has(string path, string text, string header = "") => _taken.Any(taken => taken.Path == path
        && taken.Type == "application/x-protobuf" && taken.Header == header && Encoding.UTF8.GetString(taken.Body).Contains(text, StringComparison.Ordinal));

    /// <summary>Whether a sequence of bytes, a trace's id for example, was sent.</summary>
    public bool Has(string path, byte[] bytes) => _taken.Any(taken => taken.Path == path && taken.Body.AsSpan().IndexOf(bytes) >= 0);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _taken.Enqueue((http.Request.Path, http.Request.ContentType ?? "", http.Request.Headers["x-test"].ToString(), body.ToArray()));
    }
}
