using System.Text.Json;

namespace CallControl.Crm.Contracts;

/// <summary>An enterprise's account at one vendor, as it is configured now. A change makes a new one.</summary>
/// <param name="Enterprise">The enterprise's number: <c>0367</c>.</param>
/// <param name="Name">The enterprise's name.</param>
/// <param name="TimeZone">Of the enterprise, for texts that people read. Vendors that want a zone of their own say so in their contract.</param>
/// <param name="Settings">The vendor's part of <c>integrations_config</c>, decrypted: not for logs.</param>
/// <param name="Employees">The enterprise's extensions and who sits at them.</param>
/// <param name="IsPrimary">Whether this vendor's names win over other sources' (<c>primary</c>).</param>
public sealed record CrmAccount(
    string Enterprise, string Name, TimeZoneInfo TimeZone, JsonElement Settings, IReadOnlyList<Employee> Employees, bool IsPrimary);
