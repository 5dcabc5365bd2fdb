using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>Reads the body of a call or an event the way MoySklad does, refusing what is wrong in it.</summary>
internal sealed class CallBody
{
    private const int LongestComment = 4096;

    private static readonly string[] Known =
    [
        "externalId", "number", "isIncoming", "startTime", "extension", "employee", "counterparty", "endTime", "duration", "recordUrl", "comment", "events",
        "eventType", "sequence",
    ];

    private static readonly string[] Times = ["yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-dd HH:mm:ss"];

    private readonly JsonObject _json;
    private readonly StubRequest _request;
    private readonly MoySkladAccount _account;
    private readonly MoySkladStub _stub;

    public CallBody(StubRequest request, MoySkladAccount account, MoySkladStub stub)
        : this(request.Json() switch
        {
            JsonObject json => json,
            null => throw new StubRefusal(400, 2001, "not JSON"),
            _ => throw new StubRefusal(400, 2005, "JSON must be an object"),
        }, request, account, stub)
    {
    }

    private CallBody(JsonObject json, StubRequest request, MoySkladAccount account, MoySkladStub stub)
    {
        (_json, _request, _account, _stub) = (json, request, account, stub);
        foreach (var (name, _) in json)
        {
            if (!Known.Contains(name))
                request.Remarks.Add($"unknown field {name}");
        }
    }

    public string Required(string field) => Text(field) is { Length: > 0 } text ? text : throw StubRefusal.Required(field);

    public bool RequiredFlag(string field) => _json[field] is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
        ? _json[field]!.GetValue<bool>()
        : throw StubRefusal.Required(field);

    public string? Time(string field)
    {
        if (Text(field) is not { } text)
            return null;
        return DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToString(Times[0], CultureInfo.InvariantCulture)
            : throw new StubRefusal(400, 2017, "wrong format of time", field);
    }

    public long? Milliseconds(string field) => _json[field]?.GetValue<long>();

    public string? Comment() => Text("comment") is { Length: > LongestComment } longer ? longer[..LongestComment] : Text("comment");

    public string? Extension()
    {
        var extension = Text("extension");
        return extension is null || !_account.RefusesUnknownExtensions || _account.Employees.Exists(employee => employee.Extension == extension)
            ? extension
            : throw new StubRefusal(412, 3007, "no employee has this extension", "extension");
    }

    public string? Counterparty()
    {
        if (_json["counterparty"] is not { } meta)
            return null;
        var href = meta["href"]?.GetValue<string>() ?? throw new StubRefusal(400, 2010, "meta without href", "counterparty");
        if (meta["type"]?.GetValue<string>() is not { } type)
            throw new StubRefusal(400, 2011, "meta without type", "counterparty");
        if (type != "counterparty")
            throw new StubRefusal(400, 1060, "wrong meta type", "counterparty");
        return _account.Counterparties.Find(client => _stub.Href("counterparty", client.Id) == href)?.Id
            ?? throw new StubRefusal(400, 2013, "wrong href", "counterparty");
    }

    public List<string> RecordUrls() => _json["recordUrl"] switch
    {
        null => [],
        JsonArray urls => [.. urls.Select(url => url!.GetValue<string>())],
        _ => throw new StubRefusal(400, 2017, "an array is expected", "recordUrl"),
    };

    public List<StubCardEvent> Events(bool mayHideAll) => _json["events"] switch
    {
        null => [],
        JsonArray events => [.. events.Select(json => new CallBody(json!.AsObject(), _request, _account, _stub).Event(mayHideAll))],
        _ => throw new StubRefusal(400, 2017, "an array is expected", "events"),
    };

    public StubCardEvent Event(bool mayHideAll)
    {
        var type = Required("eventType");
        if (type is not ("SHOW" or "STARTTIME" or "HIDE") && !(type == "HIDE_ALL" && mayHideAll))
            throw new StubRefusal(412, 3005, "unknown value", "eventType");
        if (type != "HIDE_ALL")
            _ = Required("extension");
        var sequence = _json["sequence"] ?? throw StubRefusal.Required("sequence");
        return new StubCardEvent(type, Extension(), sequence.GetValue<int>());
    }

    private string? Text(string field) => _json[field] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw new StubRefusal(400, 2017, "a text is expected", field),
    };
}
