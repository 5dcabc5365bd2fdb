namespace CallControl.Asterisk.Ari.Events;

/// <summary>Another websocket has taken this application: events no longer come here.</summary>
public sealed record ApplicationReplaced : AriEvent;
