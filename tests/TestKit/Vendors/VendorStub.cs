using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallControl.TestKit.Network;
using Microsoft.AspNetCore.Http;

namespace CallControl.TestKit.Vendors;

/// <summary>A real HTTP server that keeps a vendor's contract, writes down all that it is asked, and can be made to suffer.</summary>
public abstract class VendorStub : IAsyncDisposable
{
    // Other languages' servers write + and Cyrillic as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<JournalEntry> _journal = [];
    private readonly Lock _gate = new();
    private LoopbackServer? _server;
    private VendorTrouble _trouble;
    private Func<StubRequest, bool> _suffers = _ => true;

    /// <summary>Where it listens, without path.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>How long <see cref="VendorTrouble.Slow"/> and <see cref="VendorTrouble.Late"/> take.</summary>
    public TimeSpan Slowness { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything that was asked since the start or <see cref="Forget"/>, in the order of answers.</summary>
    public IReadOnlyList<JournalEntry> Journal
    {
        get
        {
            lock (_gate)
                return [.. _journal];
        }
    }

    protected TimeProvider Time { get; init; } = TimeProvider.System;

    public async Task StartAsync()
    {
        _server = await LoopbackServer.StartAsync(HandleAsync);
        Address = _server.Address;
    }

    /// <summary>From now on, until told otherwise.</summary>
    public void Suffer(VendorTrouble trouble, Func<StubRequest, bool>? only = null)
    {
        lock (_gate)
        {
            _suffers = only ?? (_ => true);
            _trouble = trouble;
        }
    }

    public void Recover() => Suffer(VendorTrouble.None);

    /// <summary>Begins a new journal; what was stored stays.</summary>
    public void Forget()
    {
        lock (_gate)
            _journal.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract StubAnswer Answer(StubRequest request);

    /// <summary>What takes time before an answer; answers are given one at a time.</summary>
    protected virtual Task PrepareAsync(StubRequest request) => Task.CompletedTask;

    /// <summary>Counts the request; an answer when the vendor refuses it for being one too many.</summary>
    protected abstract StubAnswer? Enter(StubRequest request);

    /// <summary>After a request that was let in.</summary>
    protected abstract void Leave(StubRequest request);

    protected abstract StubAnswer Refuse(StubRequest request, VendorTrouble trouble);

    private async Task HandleAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        VendorTrouble trouble;
        lock (_gate)
            trouble = _suffers(request) ? _trouble : VendorTrouble.None;
        if (trouble == VendorTrouble.Down)
        {
            Note(request, 0, null);
            context.Abort();
            return;
        }

        if (trouble is VendorTrouble.Unauthorized or VendorTrouble.TooMany or VendorTrouble.Unavailable or VendorTrouble.InUse)
        {
            await AnswerAsync(context, request, Refuse(request, trouble), broken: false);
            return;
        }

        if (Enter(request) is { } refused)
        {
            await AnswerAsync(context, request, refused, broken: false);
            return;
        }

        try
        {
            await PrepareAsync(request);
            if (trouble == VendorTrouble.Late)
                await Task.Delay(Slowness, TimeProvider.System, CancellationToken.None);
            StubAnswer answer;
            lock (_gate)
                answer = Answer(request);
            if (trouble == VendorTrouble.AnswerLost)
            {
                Note(request, 0, null);
                context.Abort();
                return;
            }

            if (trouble == VendorTrouble.Slow)
                await Task.Delay(Slowness, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await AnswerAsync(context, request, answer, trouble == VendorTrouble.BrokenJson);
        }
        finally
        {
            Leave(request);
        }
    }

    private void Note(StubRequest request, int status, StubAnswer? answer)
    {
        lock (_gate)
            _journal.Add(new JournalEntry(request, status, answer?.Body?.DeepClone()));
    }

    private static async Task<StubRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return new StubRequest(request.Method, request.Path.Value ?? "/", request.Query, request.Headers, await reader.ReadToEndAsync());
    }

    private async Task AnswerAsync(HttpContext context, StubRequest request, StubAnswer answer, bool broken)
    {
        Note(request, answer.Status, answer);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Body is not { } body)
            return;
        var text = body.ToJsonString(Plain);
        var bytes = Encoding.UTF8.GetBytes(broken ? text[..(text.Length / 2)] : text);
        context.Response.ContentType = "application/json;charset=utf-8";
        if (!request.Header("Accept-Encoding").Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            await context.Response.Body.WriteAsync(bytes);
            return;
        }

        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync(bytes);
    }
}
