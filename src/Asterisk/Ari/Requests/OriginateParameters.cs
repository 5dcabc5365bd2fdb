namespace CallControl.Asterisk.Ari.Requests;

/// <summary>How a new channel is dialled.</summary>
public sealed record OriginateParameters
{
    /// <summary>Technology and address, <c>PJSIP/+79161234567@trunk</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The Stasis application it enters when answered.</summary>
    public required string App { get; init; }

    /// <summary>Comma-separated arguments for StasisStart.</summary>
    public string? AppArgs { get; init; }

    /// <summary>What the called party is shown: <c>"name" &lt;number&gt;</c> or a number.</summary>
    public string? CallerId { get; init; }

    /// <summary>Seconds it may ring. Asterisk's own default is 30; a limit is demanded so that nobody forgets it.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>The channel on whose behalf is dialled: it gives its linkedid and its formats.</summary>
    public ChannelId? Originator { get; init; }

    /// <summary>Codecs by name, comma-separated; not together with <see cref="Originator"/>.</summary>
    public string? Formats { get; init; }

    /// <summary>Variables and functions set on the new channel before it is dialled.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }
}
