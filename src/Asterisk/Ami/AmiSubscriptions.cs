using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ami;

/// <summary>Who wants which events. They outlive connections.</summary>
internal sealed class AmiSubscriptions(ILogger logger)
{
    private readonly ConcurrentDictionary<string, Action<AmiEvent>[]> _handlers = new(StringComparer.OrdinalIgnoreCase);

    public IDisposable Add(string name, Action<AmiEvent> handler)
    {
        _handlers.AddOrUpdate(name, [handler], (_, others) => [.. others, handler]);
        return new Subscription(() => _handlers.AddOrUpdate(name, [], (_, others) => [.. others.Where(other => other != handler)]));
    }

    /// <summary>In the order of the wire, one after another.</summary>
    public void Tell(AmiEvent message)
    {
        if (!_handlers.TryGetValue(message.Name, out var handlers))
            return;
        foreach (var handler in handlers)
        {
            try
            {
                handler(message);
            }
#pragma warning disable CA1031 // One subscriber's mistake must not cost the others the connection.
            catch (Exception mistake)
#pragma warning restore CA1031
            {
                logger.AmiHandlerFailed(message.Name, mistake);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
