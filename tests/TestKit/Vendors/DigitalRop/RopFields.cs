using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.DigitalRop;

/// <summary>The fields of a call, as JSON or as multipart form; a problem when they are neither.</summary>
internal sealed record RopFields(IReadOnlyDictionary<string, string> Values, bool IsForm, string? Problem)
{
    private static readonly string[] Required = ["manager_id", "call_id", "deal_id", "audio_url"];
    private static readonly string[] Known = [.. Required, "deal_stage_id", "duration"];

    public static RopFields Read(StubRequest request, bool mayBeForm)
    {
        var type = request.Header("Content-Type");
        if (type.StartsWith("application/json", StringComparison.Ordinal))
            return Json(request);
        return mayBeForm && type.StartsWith("multipart/form-data", StringComparison.Ordinal) ? Form(request, type) : Wrong("Content-Type");
    }

    private static RopFields Json(StubRequest request)
    {
        if (request.Json() is not JsonObject json)
            return Wrong("JSON");
        // Every field is a text, but the duration.
        if (json.Any(field => field.Value?.GetValueKind() != (field.Key == "duration" ? JsonValueKind.Number : JsonValueKind.String)))
            return Wrong("types");
        return Checked(request, json.ToDictionary(field => field.Key, field => field.Value!.ToString()), false);
    }

    // --b\r\nContent-Disposition: form-data; name="call_id"\r\n\r\nvalue\r\n--b--
    private static RopFields Form(StubRequest request, string type)
    {
        if (type.Split("boundary=") is not [_, var boundary])
            return Wrong("boundary");
        Dictionary<string, string> values = [];
        foreach (var part in request.Body.Split("--" + boundary.Trim('"'))[1..^1])
        {
            if (part.Split("\r\n\r\n", 2) is not [var head, var value] || head.Split("name=\"") is not [_, var name])
                return Wrong("part");
            if (head.Contains("Content-Type", StringComparison.OrdinalIgnoreCase))
                request.Remarks.Add("a field has a Content-Type");
            values[name.Split('"')[0]] = value[..^2];
        }

        return Checked(request, values, true);
    }

    private static RopFields Checked(StubRequest request, Dictionary<string, string> values, bool isForm)
    {
        foreach (var name in values.Keys.Where(name => !Known.Contains(name)))
            request.Remarks.Add($"{name} is no field");
        if (Required.FirstOrDefault(name => string.IsNullOrWhiteSpace(values.GetValueOrDefault(name))) is { } missing)
            return Wrong(missing);
        if (!Uri.TryCreate(values["audio_url"], UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return Wrong("audio_url");
        if (values.TryGetValue("duration", out var duration) && !(int.TryParse(duration, out var seconds) && seconds > 0))
            return Wrong("duration");
        return values.TryGetValue("deal_stage_id", out var stage) && stage.Length == 0 ? Wrong("deal_stage_id") : new RopFields(values, isForm, null);
    }

    private static RopFields Wrong(string what) => new(new Dictionary<string, string>(), false, "Некорректные параметры запроса: " + what);
}
