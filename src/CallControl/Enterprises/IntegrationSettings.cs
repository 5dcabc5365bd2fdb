using System.Text.Json;

namespace CallControl.Enterprises;

/// <summary>A vendor's part of an enterprise's <c>integrations_config</c>, as vendors read it.</summary>
internal static class IntegrationSettings
{
    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    public static JsonElement Of(Enterprise enterprise, string vendor) =>
        enterprise.Integrations[vendor] is { } settings ? JsonSerializer.SerializeToElement(settings) : Empty;
}
