using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;

namespace CallControl.Enterprises;

/// <summary>A customer of ours, with its phones and integrations; secrets in the clear. Not to be changed once it is handed out.</summary>
internal sealed record Enterprise
{
    /// <summary><c>0367</c>.</summary>
    public required string Number { get; init; }

    public required string Name { get; init; }

    /// <summary><c>clientId</c> of click-to-call; null when it has none.</summary>
    public string? Secret { get; init; }

    /// <summary>The secret as it is stored, when it can't be decrypted: its key may come back. Null else, and when another was given.</summary>
    public string? LockedSecret { get; init; }

    /// <summary>IANA: <c>Europe/Minsk</c>.</summary>
    public string TimeZone { get; init; } = "Europe/Moscow";

    public JsonObject Settings { get; init; } = [];

    /// <summary>By vendor: <c>ms</c>, <c>retailcrm</c> …</summary>
    public JsonObject Integrations { get; init; } = [];

    /// <summary>The vendor whose names of customers win; null: as the integrations' own <c>primary</c> says.</summary>
    public string? Primary { get; init; }

    public IReadOnlyList<Employee> Employees { get; init; } = [];

    public DateTime UpdatedAt { get; init; }

    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Whether a vendor is configured and switched on.</summary>
    public bool IsEnabled(string vendor) => Integrations[vendor] is JsonObject settings && IsTrue(settings["enabled"]);

    /// <summary>The seeds know three places for it: the enterprise's own, <c>smart.primary</c>, and <c>primary</c> of the vendor.</summary>
    public bool IsPrimary(string vendor)
    {
        if (Primary is { } chosen)
            return chosen == vendor;
        if (Integrations["smart"] is JsonObject smart && smart["primary"] is JsonValue value && value.TryGetValue<string>(out var word))
            return word == vendor;
        return Integrations[vendor] is JsonObject settings && IsTrue(settings["primary"]);
    }

    /// <summary>Whether nothing differs; the generated equality compares JSON and lists by reference.</summary>
    public bool IsSameAs(Enterprise other) =>
        (this with { Settings = other.Settings, Integrations = other.Integrations, Employees = other.Employees, UpdatedAt = other.UpdatedAt }) == other
        && Employees.SequenceEqual(other.Employees) && JsonNode.DeepEquals(Settings, other.Settings) && JsonNode.DeepEquals(Integrations, other.Integrations);

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
