using System.Collections.Concurrent;
using System.Text;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Requests;

namespace CallControl.CallControl.Tests.Flows;

/// <summary>An Asterisk that does everything it is asked for at once and says nothing by itself.</summary>
internal sealed class StubAsterisk : IAriTransport
{
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>What was asked for, in order: <c>Post channels/1/answer</c>.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>The channels that are there to be found, with their state.</summary>
    public ConcurrentDictionary<ChannelId, string> Channels { get; } = new();

    public Task<AriResponse> SendAsync(AriRequest request, CancellationToken cancellationToken)
    {
        var path = request.RelativeUri().Split('?')[0];
        _requests.Enqueue($"{request.Method} {path}");
        if (request.Method != AriMethod.Get)
            return Task.FromResult(new AriResponse(204, ReadOnlyMemory<byte>.Empty));
        var channel = new ChannelId(path[(path.LastIndexOf('/') + 1)..]);
        return Task.FromResult(Channels.TryGetValue(channel, out var state)
            ? new AriResponse(200, Encoding.UTF8.GetBytes($$$"""
                {"id": "{{{channel}}}", "name": "PJSIP/{{{channel}}}", "state": "{{{state}}}", "caller": {"name": "", "number": ""}, "connected": {"name": "", "number": ""},
                 "dialplan": {"context": "from-trunk", "exten": "s", "priority": 1}, "creationtime": "2026-11-20T08:00:00.000+0000"}
                """))
            : new AriResponse(404, ReadOnlyMemory<byte>.Empty));
    }
}
