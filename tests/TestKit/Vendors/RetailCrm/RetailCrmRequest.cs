using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>A request's parameters the way RetailCRM reads them: a form, whose structures are fields that hold JSON.</summary>
internal sealed class RetailCrmRequest(StubRequest request)
{
    private readonly Dictionary<string, StringValues> _form =
        request.Header("Content-Type").StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) ? QueryHelpers.ParseQuery(request.Body) : [];

    public string? Text(string name) => (request.Method == "GET" ? request.Query[name] : _form.GetValueOrDefault(name)).ToString() is { Length: > 0 } text ? text : null;

    public string Required(string name) => Text(name) ?? throw StubRefusal.Missing(name);

    public JsonObject Object(string name) => Parsed(name) as JsonObject ?? throw StubRefusal.Wrong(name, "must be an object");

    public JsonArray Array(string name) => Parsed(name) as JsonArray ?? throw StubRefusal.Wrong(name, "must be an array");

    /// <summary>RetailCRM takes no other page sizes.</summary>
    public int Limit()
    {
        var limit = Text("limit") ?? "20";
        return limit is "20" or "50" or "100" ? int.Parse(limit, System.Globalization.CultureInfo.InvariantCulture) : throw StubRefusal.Wrong("limit", "The value you selected is not a valid choice");
    }

    public int Page() => int.TryParse(Text("page") ?? "1", out var page) && page > 0 ? page : throw StubRefusal.Wrong("page", "must be positive");

    /// <summary>A filter it doesn't know is ignored; every client would be returned.</summary>
    public void OnlyFilters(params string[] known)
    {
        foreach (var name in request.Query.Keys.Where(name => name.StartsWith("filter[", StringComparison.Ordinal) && !known.Contains(name)))
            request.Remarks.Add($"{name} is no filter");
    }

    public void OnlyFields(JsonObject json, params string[] known)
    {
        foreach (var (name, _) in json.Where(field => !known.Contains(field.Key)))
            request.Remarks.Add($"{name} is no field");
    }

    private JsonNode? Parsed(string name)
    {
        try
        {
            return JsonNode.Parse(Required(name));
        }
        catch (JsonException)
        {
            throw new StubRefusal(400, $"Parameter '{name}' is not valid JSON");
        }
    }
}
