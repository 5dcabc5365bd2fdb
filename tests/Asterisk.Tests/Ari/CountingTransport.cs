using System.Collections.Concurrent;
using CallControl.Asterisk.Ari.Requests;

namespace CallControl.Asterisk.Tests.Ari;

/// <summary>Says that everything is done, and remembers what was asked of it.</summary>
internal sealed class CountingTransport : IAriTransport
{
    public ConcurrentQueue<string> Sent { get; } = new();

    public Task<AriResponse> SendAsync(AriRequest request, CancellationToken cancellationToken)
    {
        Sent.Enqueue(request.ToString());
        return Task.FromResult(new AriResponse(204, ReadOnlyMemory<byte>.Empty));
    }
}
