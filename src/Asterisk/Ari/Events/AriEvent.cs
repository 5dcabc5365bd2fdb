using System.Text.Json.Serialization;

namespace CallControl.Asterisk.Ari.Events;

/// <summary>One message from the application's websocket. Source: <c>events.json</c> of the server's api-docs.</summary>
public abstract record AriEvent
{
    public string? Application { get; init; }

    /// <summary>When Asterisk made the event, by its own clock.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The channel whose call this event belongs to; null for events about the link itself.</summary>
    [JsonIgnore]
    public virtual ChannelId? ChannelId => null;
}
