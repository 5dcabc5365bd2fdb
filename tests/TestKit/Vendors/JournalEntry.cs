using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors;

/// <summary>One exchange with a vendor.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Status">What was answered; 0 when the connection was closed instead.</param>
/// <param name="Answer">The body of the answer.</param>
public sealed record JournalEntry(StubRequest Request, int Status, JsonNode? Answer)
{
    /// <summary>One line for people: <c>POST /call {"…"} -> 200</c>.</summary>
    public override string ToString()
    {
        var query = string.Join('&', Request.Query.Select(parameter => $"{parameter.Key}={parameter.Value}"));
        var body = Request.Body.Length == 0 ? "" : " " + Request.Body;
        return $"{Request.Method} {Request.Path}{(query.Length == 0 ? "" : "?" + query)}{body} -> {Status}{(Status >= 400 ? " " + Answer?.ToJsonString(JsonSerializerOptions.Web) : "")}";
    }
}
