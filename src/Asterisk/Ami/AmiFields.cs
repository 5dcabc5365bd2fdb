namespace CallControl.Asterisk.Ami;

/// <summary>Names of fields have no case.</summary>
internal static class AmiFields
{
    /// <summary>The first field of that name, or null.</summary>
    public static string? Find(IReadOnlyList<KeyValuePair<string, string>> fields, string name)
    {
        foreach (var field in fields)
        {
            if (string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase))
                return field.Value;
        }

        return null;
    }
}
