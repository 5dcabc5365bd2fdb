namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>A client.</summary>
public sealed class StubUser
{
    public required string Id { get; init; }

    /// <summary>What was written: <c>u_name</c>, <c>u_phone_mobile</c>, <c>u_manager_id</c> …</summary>
    public Dictionary<string, string> Fields { get; init; } = [];

    /// <summary>When the search by phone begins to find him; in the clock's ticks.</summary>
    public long MadeAt { get; init; }

    /// <summary>Null when he has none.</summary>
    public string? Manager => Fields.GetValueOrDefault("u_manager_id") is { Length: > 0 } id && id != "0" ? id : null;

    public bool HasPhone(string digits) => Fields.Any(field => field.Key.StartsWith("u_phone", StringComparison.Ordinal) && Digits(field.Value) == digits);

    internal static string Digits(string text) => new([.. text.Where(char.IsAsciiDigit)]);
}
