using System.Collections.Concurrent;
using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Tests.Ari;

/// <summary>Says that everything is done, and remembers what was asked of it.</summary>
internal sealed class CountingTransport : IAriTransport
{
    public ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>Answers come only when this is done; null: at once.</summary>
    public TaskCompletionSource? Held { get; init; }

    public async Task<AriResponse> SendAsync(AriRequest request, CancellationToken cancellationToken)
    {
        Sent.Enqueue(request.ToString());
        if (Held is { } held)
            await held.Task.WaitAsync(cancellationToken);
        return new AriResponse(204, ReadOnlyMemory<byte>.Empty);
    }
}
