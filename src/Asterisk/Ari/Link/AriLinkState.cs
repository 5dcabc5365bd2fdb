namespace CallControl.Asterisk.Ari.Link;

/// <summary>Where the link to one Asterisk stands.</summary>
public enum AriLinkState
{
    /// <summary>No websocket. Calls that are up stay up in Asterisk.</summary>
    Disconnected,

    /// <summary>A websocket is open: events come in, requests go out.</summary>
    Connected,

    /// <summary>Another process has taken the application; this one waits for it to go and does not fight for it.</summary>
    Standby,

    /// <summary>Closed for good by us.</summary>
    Stopped,
}
