namespace CallControl.Asterisk.Ari.Events;

/// <summary>An event of a type this client does not read: newer servers add some.</summary>
public sealed record UnknownEvent(string Type) : AriEvent;
