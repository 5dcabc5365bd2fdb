using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>A call in the account's list of calls, as it was uploaded; it never changes.</summary>
/// <param name="ExternalId">Our id of it.</param>
/// <param name="Fields">All that was sent.</param>
public sealed record StubCallRecord(string ExternalId, JsonObject Fields)
{
    public string Text(string field) => Fields[field]?.ToString() ?? "";

    public int? Number(string field) => Fields[field]?.GetValue<int>();
}
