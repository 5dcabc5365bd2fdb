using System.Text.Json.Serialization;

namespace CallControl.Crm.RetailCrm.Modules;

/// <summary>Which store a number of ours belongs to.</summary>
internal sealed record ExternalPhone(string SiteCode, [property: JsonPropertyName("externalPhone")] string Phone);
