using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>The fields of a POST, each of which has to be known to the method.</summary>
internal sealed class UonForm
{
    private readonly Dictionary<string, string> _fields;

    public UonForm(StubRequest request, params string[] known)
    {
        var type = request.Header("Content-Type");
        if (type.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal))
            _fields = QueryHelpers.ParseQuery(request.Body).ToDictionary(field => field.Key, field => field.Value.ToString());
        else if (type.StartsWith("application/json", StringComparison.Ordinal) && request.Json() is JsonObject json)
            _fields = json.ToDictionary(field => field.Key, field => field.Value?.ToString() ?? "");
        else
            throw new UonRefusal(400, "neither form nor JSON");
        foreach (var (name, value) in _fields)
        {
            if (!known.Contains(name))
                request.Remarks.Add($"{name} is no field of {UonStub.MethodOf(request)}: 200, and nothing happens");
            if (value.StartsWith(' ') && value.Length > 1 && char.IsAsciiDigit(value[1]))
                request.Remarks.Add($"{name} has a space for its plus");
        }
    }

    public IReadOnlyDictionary<string, string> All => _fields;

    public string? Find(string name) => _fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string Required(string name) => Find(name) ?? throw UonRefusal.Wrong(name);

    public string? Number(string name) => Find(name) is not { } value ? null : value.All(char.IsAsciiDigit) ? value : throw UonRefusal.Wrong(name);
}
