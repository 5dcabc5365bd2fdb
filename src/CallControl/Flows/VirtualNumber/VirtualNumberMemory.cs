using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Flows.VirtualNumber;

/// <summary>What another process must know to go on with a call, beside the columns of its row; stored as JSON in <c>calls.memory</c>.</summary>
internal sealed record VirtualNumberMemory
{
    /// <summary>The number's own word on confirmation, as it was when the call came.</summary>
    public bool? Confirm { get; init; }

    /// <summary>The caller does not know the listing; see <see cref="Numbers.AttributionReason.OwnListingGone"/>.</summary>
    public bool Stranger { get; init; }

    /// <summary>He was not told that the talk is recorded, so it is not.</summary>
    public bool Unrecorded { get; init; }

    /// <summary>In <see cref="Choosing"/>: the listing the number is leased to now.</summary>
    public long? Live { get; init; }

    /// <summary>In <see cref="Choosing"/>: the listing the caller knows.</summary>
    public long? Own { get; init; }

    /// <summary>In <see cref="EnteringCode"/>: which try this is.</summary>
    public int CodeAttempt { get; init; } = 1;

    /// <summary>While owners are rung: the place of the destination that comes next.</summary>
    public int Next { get; init; }

    /// <summary>In <see cref="Announcing"/>: what is said.</summary>
    public string? Prompt { get; init; }

    /// <summary>In <see cref="Announcing"/>: why the call then ends.</summary>
    public string? EndSide { get; init; }

    /// <inheritdoc cref="EndSide"/>
    public string? EndWord { get; init; }

    public static VirtualNumberMemory Parse(string? json)
        => (json is null ? null : JsonSerializer.Deserialize(json, VirtualNumberMemoryJson.Default.VirtualNumberMemory)) ?? new VirtualNumberMemory();

    public string ToJson() => JsonSerializer.Serialize(this, VirtualNumberMemoryJson.Default.VirtualNumberMemory);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(VirtualNumberMemory))]
internal sealed partial class VirtualNumberMemoryJson : JsonSerializerContext;
