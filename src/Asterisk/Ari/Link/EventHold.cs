using CallControl.Asterisk.Ari.Events;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>Keeps what a websocket tells, in order, until it is known that it may serve.</summary>
internal sealed class EventHold(Action<AriEvent> onEvent)
{
    private readonly Lock _lock = new();
    private volatile List<AriEvent>? _held = [];

    public void Take(AriEvent message)
    {
        if (_held is not null)
        {
            lock (_lock)
            {
                if (_held is { } held)
                {
                    held.Add(message);
                    return;
                }
            }
        }

        onEvent(message);
    }

    /// <summary>Tells what was kept; from now on everything at once.</summary>
    public void Open()
    {
        lock (_lock)
        {
            foreach (var message in _held ?? [])
                onEvent(message);
            _held = null;
        }
    }
}
