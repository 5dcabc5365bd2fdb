using System.Text.Json.Serialization;

namespace CallControl.Calls;

/// <summary>A call as the table <c>calls</c> keeps it: every property is a column of the same name in snake_case.</summary>
internal sealed record CallRow
{
    public const string Incoming = "incoming";
    public const string Outgoing = "outgoing";

    public required Guid Id { get; init; }

    /// <summary>Which Asterisk carries it.</summary>
    public required string Node { get; init; }

    /// <summary>The flow that runs it, <c>virtual-number</c>.</summary>
    public required string Flow { get; init; }

    public required string Stage { get; set; }

    /// <summary>E.164, or what the trunk sent if that is no number; null for an anonymous caller.</summary>
    public string? Caller { get; init; }

    /// <summary>E.164, or what the trunk sent if that is no number.</summary>
    public required string Dialled { get; init; }

    /// <summary><c>incoming</c> or <c>outgoing</c>, seen from the enterprise. In an outgoing call the caller is the employee's extension.</summary>
    public string Direction { get; init; } = Incoming;

    /// <summary>Number of the enterprise, where the call itself says it; otherwise it is the listing's.</summary>
    public string? Enterprise { get; init; }

    /// <summary>Of the employee who calls.</summary>
    public string? Extension { get; init; }

    /// <summary>What the client is shown in an outgoing call: E.164.</summary>
    public string? Line { get; init; }

    public long? ListingId { get; set; }

    /// <summary>The other listing the caller was offered.</summary>
    public long? AlternativeListingId { get; set; }

    /// <summary>How the listing was found, <c>live_lease</c>, <c>caller_history</c> …</summary>
    public string? Attribution { get; set; }

    public required string CallerChannel { get; init; }

    /// <summary>The last owner's leg that was dialled.</summary>
    public string? OwnerChannel { get; set; }

    /// <summary>The destination of that leg: E.164 or an extension.</summary>
    public string? Destination { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? GreetedAt { get; set; }

    /// <summary>When the caller pressed 1.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    public DateTimeOffset? RingingAt { get; set; }

    public DateTimeOffset? OwnerAnsweredAt { get; set; }

    public DateTimeOffset? BridgedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary><c>caller</c>, <c>owner</c> or <c>system</c>.</summary>
    public string? EndSide { get; set; }

    public string? EndReason { get; set; }

    /// <summary>Q.850 cause of the owner's last leg when the owner was not reached.</summary>
    public int? OwnerCause { get; set; }

    /// <summary>The process that runs the call; null for a call that another PBX carries.</summary>
    public Guid? Replica { get; init; }

    /// <summary>What the stage must know to go on in another process: JSON, in the flow's own words.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Memory { get; set; }

    /// <summary>The last number used in the ids of the call's channels and playbacks.</summary>
    public int Serial { get; set; }

    /// <summary>Whether both sides are being written to files.</summary>
    public bool Recorded { get; set; }
}
