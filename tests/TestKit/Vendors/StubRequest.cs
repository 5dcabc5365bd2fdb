using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CallControl.TestKit.Vendors;

/// <summary>A request as the vendor sees it.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">With leading slash, decoded.</param>
/// <param name="Query">Decoded parameters.</param>
/// <param name="Headers">As they came.</param>
/// <param name="Body">Raw.</param>
public sealed record StubRequest(string Method, string Path, IQueryCollection Query, IHeaderDictionary Headers, string Body)
{
    /// <summary>Things the vendor takes without a word although they are wrong: a field it doesn't know, a value it already has.</summary>
    public List<string> Remarks { get; } = [];

    public string Header(string name) => Headers[name].ToString();

    /// <summary>Null when the body is no JSON.</summary>
    public JsonNode? Json()
    {
        try
        {
            return JsonNode.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
