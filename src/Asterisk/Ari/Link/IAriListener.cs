using CallControl.Asterisk.Ari.Events;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>
/// What a link tells. All of it is called from the one read loop, in the order of the wire, and must return at once: while it
/// runs nothing is read, and Asterisk closes a slow reader.
/// </summary>
public interface IAriListener
{
    /// <summary>A websocket has just opened; the application is ours. Events of before may be lost: compare a snapshot.</summary>
    void OnConnected();

    void OnEvent(AriEvent message);

    /// <summary>The websocket is gone, for the reason given.</summary>
    void OnDisconnected(string reason);
}
