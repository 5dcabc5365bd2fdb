using System.Text.Json.Nodes;

namespace CallControl.Enterprises;

/// <summary>
/// Lays a change over stored integrations: vendors and their top-level fields that are left out stay (a generated webhook address must not vanish because a form does
/// not show it), null removes them; what is deeper is replaced as a whole.
/// </summary>
internal static class IntegrationMerge
{
    public static JsonObject Of(JsonObject stored, JsonObject change)
    {
        var merged = (JsonObject)stored.DeepClone();
        foreach (var (vendor, node) in change)
        {
            switch (node)
            {
                case null:
                    merged.Remove(vendor);
                    break;
                case JsonObject fields when merged[vendor] is JsonObject known:
                    foreach (var (name, value) in fields)
                    {
                        if (value is null)
                            known.Remove(name);
                        else
                            known[name] = value.DeepClone();
                    }

                    break;
                default:
                    merged[vendor] = node.DeepClone();
                    break;
            }
        }

        return merged;
    }
}
