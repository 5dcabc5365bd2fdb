using System.Collections.Concurrent;
using System.Diagnostics;
using CallControl.TestKit.Network;
using Microsoft.AspNetCore.Http;

namespace CallControl.CallControl.Tests.Delivery;

/// <summary>A CRM as a real HTTP server: keeps one record per key, refuses what comes too fast, and does on demand what CRMs do on bad days.</summary>
internal sealed class StubCrm : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _recent = new();
    private LoopbackServer? _server;
    private int _parallel;

    public Uri Address => _server!.Address;

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
        var crm = new StubCrm();
        crm._server = await LoopbackServer.StartAsync(crm.ServeAsync);
        return crm;
    }

    public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

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
