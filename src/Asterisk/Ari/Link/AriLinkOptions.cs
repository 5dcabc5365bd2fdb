namespace CallControl.Asterisk.Ari.Link;

/// <summary>How one Asterisk is reached.</summary>
public sealed record AriLinkOptions
{
    /// <summary>The node's name in configuration, logs and metrics.</summary>
    public required string Node { get; init; }

    /// <summary>The Stasis application.</summary>
    public required string Application { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    /// <summary>Asterisk's HTTP server, <c>http://127.0.0.1:8088</c>. Needed for the inbound link, and for REST over HTTP.</summary>
    public Uri? HttpUrl { get; init; }

    /// <summary>How long the answer to a request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long a silence the other side is pinged.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long the pong may take before the link counts as dead. Never zero: .NET would then send unsolicited pongs,
    /// which crash Asterisk 22.11.0-rc1 (asterisk#2085).</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// A link that is dead without a word is noticed within this. .NET looks at its pings four times in the shorter of the two times, so
    /// that each can be late by a quarter of it. A request that waits for its answer notices it within <see cref="RequestTimeout"/> and a quarter.
    /// </summary>
    public TimeSpan NoticedWithin => PingInterval + PingTimeout + (PingInterval < PingTimeout ? PingInterval : PingTimeout) / 2;

    /// <summary>First and longest wait between two attempts to connect.</summary>
    public TimeSpan ReconnectFirst { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc cref="ReconnectFirst"/>
    public TimeSpan ReconnectLongest { get; init; } = TimeSpan.FromSeconds(5);
}
