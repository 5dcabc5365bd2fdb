using CallControl.TestKit.Asterisk;

namespace CallControl.TestKit.Lab;

/// <summary>What is different from the usual lab.</summary>
public sealed record LabOptions
{
    /// <summary>Who opens the ARI websocket.</summary>
    public LinkDirection Link { get; init; } = LinkDirection.Outbound;

    /// <summary>Which Asterisk ours is: see <see cref="AsteriskRoot"/>. The telephone network's is always the current one.</summary>
    public string PbxRoot { get; init; } = AsteriskRoot.Current;

    /// <summary>Who opens the websocket of a second Asterisk of ours, the node <c>pbx2</c>; null when there is none.</summary>
    public LinkDirection? SecondLink { get; init; }

    /// <summary>Where database and recordings are kept for the next time; null for a temporary lab.</summary>
    public string? Folder { get; init; }

    /// <summary>SQL that is run after the migrations, at every start.</summary>
    public string? Seed { get; init; }

    /// <summary>The port CallControl listens on; null for a free one.</summary>
    public int? Port { get; init; }

    /// <summary>Further settings of CallControl, <c>Section__Name</c>; they win over the lab's own.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Puts a <see cref="Network.TcpProxy"/> into each of CallControl's connections: <see cref="CallControlLab.Wires"/>.</summary>
    public bool BreakableWires { get; init; }

    /// <summary>Our Asterisk writes call records, and CallControl looks for calls in them that it did not see.</summary>
    public bool CallRecords { get; init; }

    /// <summary>What our Asterisk has besides the usual, for example further endpoints; given its usual options.</summary>
    public Func<AsteriskOptions, AsteriskOptions>? Pbx { get; init; }

    /// <summary>Told what is being started, for a person who waits.</summary>
    public Action<string>? Progress { get; init; }
}
