using System.Text.Json;

namespace CallControl.Crm.DigitalRop.Wire;

/// <summary>An answer that is no refusal.</summary>
/// <param name="IsDuplicate">409: it was there already.</param>
/// <param name="Body">The whole body; undefined when there is none.</param>
internal sealed record RopAnswer(bool IsDuplicate, JsonElement Body)
{
    /// <summary><c>data</c>, where it is a text or a number.</summary>
    public string? Data => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.String or JsonValueKind.Number
        ? data.ToString()
        : null;
}
