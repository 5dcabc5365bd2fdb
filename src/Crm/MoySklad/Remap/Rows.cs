using System.Text.Json.Serialization;

namespace CallControl.Crm.MoySklad.Remap;

/// <summary>A list of the JSON API. Inside another object it has rows only where it was asked to be expanded.</summary>
/// <param name="Meta">How many there are.</param>
/// <param name="Items">One page of them.</param>
internal sealed record Rows<T>(
    RowsMeta? Meta, [property: JsonPropertyName("rows")] IReadOnlyList<T>? Items)
{
    public T? First => Items is [var first, ..] ? first : default;
}
