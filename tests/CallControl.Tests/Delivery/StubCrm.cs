using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.Delivery;

/// <summary>A CRM as a real HTTP server: keeps one record per key, refuses what comes too fast, and does on demand what CRMs do on bad days.</summary>
internal sealed class StubCrm : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly Queue<long> _recent = new();
    private int _parallel;

    private StubCrm(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>More than this within <see cref="Per"/> is refused with 429.</summary>
    public int MostRequests { get; set; } = int.MaxValue;

    public TimeSpan Per { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What it does instead of answering; null: it answers.</summary>
    public Func<HttpContext, Task<bool>>? Mood { get; set; }

    /// <summary>Every request that was served, in order: "call kind".</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>By key, how often it was written: the key makes it one record.</summary>
    public ConcurrentDictionary<string, int> Records { get; } = new();

    public int Refused { get; private set; }

    public int MostParallel { get; private set; }

    public int Requests { get; private set; }

    public static async Task<StubCrm> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var crm = new StubCrm(app);
        app.Run(crm.ServeAsync);
        await app.StartAsync();
        return crm;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ServeAsync(HttpContext http)
    {
        bool tooFast;
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            while (_recent.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest, now) >= Per)
                _recent.Dequeue();
            tooFast = _recent.Count >= MostRequests;
            if (!tooFast)
                _recent.Enqueue(now);
            Requests++;
            Refused += tooFast ? 1 : 0;
            MostParallel = Math.Max(MostParallel, ++_parallel);
        }

        try
        {
            if (tooFast)
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            else if (Mood is not { } mood || !await mood(http))
                await AnswerAsync(http);
        }
        finally
        {
            lock (_gate)
                _parallel--;
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var what = http.Request.Path.Value!.Trim('/').Replace('/', ' ');
        Told.Enqueue(what);
        Records.AddOrUpdate(what, 1, (_, count) => count + 1);
        await http.Response.WriteAsJsonAsync(new { ok = true, phone = "+375447034448", echo = http.Request.Headers.Authorization.ToString() });
    }
}
