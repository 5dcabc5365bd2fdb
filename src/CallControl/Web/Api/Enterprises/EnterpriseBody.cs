using System.Text.Json.Nodes;

namespace CallControl.Web.Api.Enterprises;

/// <summary>An enterprise in a request or an answer; described here for OpenAPI, read field by field.</summary>
/// <param name="Number">1 to 32 digits, Latin letters, - or _: <c>0367</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Secret">The <c>clientId</c> of click-to-call, 8 characters at least; masked in answers.</param>
/// <param name="TimeZone"><c>Europe/Minsk</c>; Europe/Moscow when it is missing.</param>
/// <param name="PrimaryIntegration">The vendor whose names of customers win.</param>
/// <param name="Settings">Free.</param>
/// <param name="IntegrationsConfig">By vendor; secrets are masked in answers, a masked one that is sent back keeps the stored one. null in place of a vendor or a field removes it.</param>
/// <param name="Extensions">Replaced as a whole when given.</param>
/// <param name="UpdatedAt">Only in answers.</param>
internal sealed record EnterpriseBody(
    string Number, string Name, string? Secret, string? TimeZone, string? PrimaryIntegration, JsonObject? Settings, JsonObject? IntegrationsConfig,
    IReadOnlyList<ExtensionBody>? Extensions, DateTime? UpdatedAt);

/// <summary>An employee's extension.</summary>
/// <param name="Extension">1 to 6 digits.</param>
/// <param name="Name">Whose.</param>
/// <param name="Email">His.</param>
/// <param name="Phone">An outside phone that counts as the extension.</param>
internal sealed record ExtensionBody(string Extension, string? Name, string? Email, string? Phone);
