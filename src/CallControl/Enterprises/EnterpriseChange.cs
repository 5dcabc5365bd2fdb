using System.Text.Json.Nodes;

namespace CallControl.Enterprises;

/// <summary>One change of an enterprise; secrets are masked.</summary>
/// <param name="Id">For the next page.</param>
/// <param name="At">UTC.</param>
/// <param name="Who">The name of the API key that made it.</param>
/// <param name="Action"><c>created</c>, <c>changed</c>, <c>deleted</c>.</param>
/// <param name="Before">Null when it was created.</param>
/// <param name="After">Null when it was deleted.</param>
internal sealed record EnterpriseChange(long Id, DateTime At, string Who, string Action, JsonNode? Before, JsonNode? After);
