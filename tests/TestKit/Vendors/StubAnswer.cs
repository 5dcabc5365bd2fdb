using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors;

/// <param name="Status">HTTP status.</param>
/// <param name="Body">Null for an empty body.</param>
public sealed record StubAnswer(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; } = [];
}
