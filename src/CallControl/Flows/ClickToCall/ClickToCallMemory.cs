using System.Text.Json;
using System.Text.Json.Serialization;

namespace CallControl.Flows.ClickToCall;

/// <summary>What another process must know to go on with a call, beside the columns of its row; stored as JSON in <c>calls.memory</c>.</summary>
internal sealed record ClickToCallMemory
{
    /// <summary>In <see cref="CallingEmployee"/>: Asterisk was asked to ring him, as far as we know.</summary>
    public bool Originated { get; init; }

    /// <summary>In <see cref="Telling"/>: why the call then ends.</summary>
    public string? EndSide { get; init; }

    /// <inheritdoc cref="EndSide"/>
    public string? EndWord { get; init; }

    public static ClickToCallMemory Parse(string? json)
        => (json is null ? null : JsonSerializer.Deserialize(json, ClickToCallMemoryJson.Default.ClickToCallMemory)) ?? new ClickToCallMemory();

    public string ToJson() => JsonSerializer.Serialize(this, ClickToCallMemoryJson.Default.ClickToCallMemory);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ClickToCallMemory))]
internal sealed partial class ClickToCallMemoryJson : JsonSerializerContext;
