using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari;
using CallControl.Numbers;
using CallControl.Overload;
using CallControl.Recordings;

namespace CallControl.Calls;

/// <summary>What a call works with: the Asterisk it is on, and where it is written down.</summary>
internal sealed record CallEnvironment
{
    public required string Node { get; init; }

    public required string Application { get; init; }

    public required Replica Replica { get; init; }

    public required AriClient Asterisk { get; init; }

    public required AmiClient Ami { get; init; }

    /// <summary>Asterisk's address of a destination.</summary>
    public required Func<Destination, string> EndpointOf { get; init; }

    /// <summary>Whether Asterisk keeps events and channels for us while we are away, as it does on the outbound link.</summary>
    public required bool KeepsEvents { get; init; }

    /// <summary>Whether requests can reach Asterisk now.</summary>
    public required Func<bool> IsLinked { get; init; }

    /// <summary>How much the node may carry.</summary>
    public CallLimit Limit { get; init; } = CallLimit.None;

    /// <summary>How long requests queue at Asterisk now.</summary>
    public Func<TimeSpan> Delay { get; init; } = () => TimeSpan.Zero;

    /// <summary>Why the node takes no further call; null when it does.</summary>
    public string? Full => Limit.Reached(Directory.Count, Delay());

    /// <summary>Of which of its limits the node has reached such a share; null for none.</summary>
    public string? NearlyFull(int percent) => Limit.Near(Directory.Count, Delay(), percent);

    public required CallDirectory Directory { get; init; }

    public required CallJournal Journal { get; init; }

    public required CallRecorder Recorder { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }
}
