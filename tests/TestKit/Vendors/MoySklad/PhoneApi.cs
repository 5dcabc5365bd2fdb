using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>The Phone API: calls, card events, employees with extensions.</summary>
internal sealed class PhoneApi(MoySkladStub stub)
{
    public StubAnswer Answer(StubRequest request, MoySkladAccount account, string path)
    {
        if (!account.IsInstalled)
            throw new StubRefusal(403, 55008, "the solution for this API is not installed");
        return (request.Method, path.Split('/')) switch
        {
            ("POST", ["call"]) => Create(request, account),
            ("GET", ["call", var id]) => Ok(ById(account, id)),
            ("PUT", ["call", "extid", var externalId]) => Update(request, account, ByExternalId(account, externalId)),
            ("PUT", ["call", var id]) => Update(request, account, ById(account, id)),
            ("POST", ["call", "extid", var externalId, "event"]) => Event(request, account, ByExternalId(account, externalId)),
            ("POST", ["call", var id, "event"]) => Event(request, account, ById(account, id)),
            ("GET", ["employee"]) => Employees(request, account),
            (_, ["call" or "employee", ..]) => throw new StubRefusal(405, 1039, "method not supported"),
            _ => throw new StubRefusal(404, 1002, "unknown path"),
        };

        StubAnswer Ok(StubCall call) => new(200, Json(account, call));
    }

    private StubAnswer Create(StubRequest request, MoySkladAccount account)
    {
        var body = new CallBody(request, account, stub);
        var events = body.Events(mayHideAll: false);
        var number = body.Required("number");
        var call = new StubCall
        {
            ExternalId = body.Required("externalId"),
            Number = number,
            IsIncoming = body.RequiredFlag("isIncoming"),
            StartTime = body.Time("startTime") ?? throw StubRefusal.Required("startTime"),
            Extension = body.Extension(),
            EndTime = body.Time("endTime"),
            Duration = body.Milliseconds("duration"),
            Comment = body.Comment(),
            Counterparty = body.Counterparty() ?? ByNumber(account, number)?.Id,
        };
        call.RecordUrl.AddRange(body.RecordUrls());
        Add(request, call, events);
        account.Calls.Add(call);
        return new StubAnswer(200, Json(account, call));
    }

    private StubAnswer Update(StubRequest request, MoySkladAccount account, StubCall call)
    {
        var body = new CallBody(request, account, stub);
        var events = body.Events(mayHideAll: true);
        call.Extension = Keep(request, "extension", call.Extension, body.Extension());
        call.EndTime = Keep(request, "endTime", call.EndTime, body.Time("endTime"));
        call.Duration ??= body.Milliseconds("duration");
        call.Comment = body.Comment() ?? call.Comment;
        var urls = body.RecordUrls();
        if (urls.Exists(call.RecordUrl.Contains))
            request.Remarks.Add("recordUrl is there already and now stands twice");
        call.RecordUrl.AddRange(urls);
        Add(request, call, events);
        return new StubAnswer(200, Json(account, call));
    }

    private StubAnswer Event(StubRequest request, MoySkladAccount account, StubCall call)
    {
        Add(request, call, [new CallBody(request, account, stub).Event(mayHideAll: true)]);
        return new StubAnswer(204);
    }

    private StubAnswer Employees(StubRequest request, MoySkladAccount account)
    {
        var all = account.Employees.Where(employee => employee.Extension is not null);
        if (request.Query["filter"].ToString() is { Length: > 0 } filter)
        {
            all = (filter.StartsWith("extention~=", StringComparison.Ordinal), filter.StartsWith("extention=", StringComparison.Ordinal)) switch
            {
                (true, _) => all.Where(employee => employee.Extension!.StartsWith(filter["extention~=".Length..], StringComparison.Ordinal)),
                (_, true) => all.Where(employee => employee.Extension == filter["extention=".Length..]),
                _ => throw new StubRefusal(400, 1034, "filter error", "filter"),
            };
        }

        return new StubAnswer(200, new JsonObject { ["employees"] = new JsonArray([.. all.Select(Json)]) });
    }

    private static T? Keep<T>(StubRequest request, string field, T? filled, T? sent)
        where T : class
    {
        if (filled is null || sent is null)
            return filled ?? sent;
        request.Remarks.Add($"{field} is filled already and stays");
        return filled;
    }

    private static void Add(StubRequest request, StubCall call, IEnumerable<StubCardEvent> events)
    {
        foreach (var happened in events)
        {
            if (call.Events.Count > 0 && happened.Sequence <= call.Events.Max(before => before.Sequence))
                request.Remarks.Add($"sequence {happened.Sequence} does not follow");
            call.Events.Add(happened);
        }
    }

    private static StubCall ById(MoySkladAccount account, string id) => Guid.TryParse(id, out _)
        ? account.Calls.Find(call => call.Id == id) ?? throw StubRefusal.NotFound("call")
        : throw new StubRefusal(400, 1000, "not an id");

    private static StubCall ByExternalId(MoySkladAccount account, string id) =>
        account.Calls.Find(call => call.ExternalId == id) ?? throw StubRefusal.NotFound("call");

    private static StubCounterparty? ByNumber(MoySkladAccount account, string number) =>
        account.Counterparties.Find(client => !client.Archived && client.Phone is { } phone && Digits(phone) == Digits(number) && Digits(number).Length > 0);

    private static string Digits(string text) => new([.. text.Where(char.IsAsciiDigit)]);

    private JsonNode Json(StubEmployee employee) => new JsonObject
    {
        ["meta"] = RemapApi.Meta(stub.Href("employee", employee.Id), "employee"),
        ["extention"] = employee.Extension,
    };

    private JsonObject Json(MoySkladAccount account, StubCall call)
    {
        var json = new JsonObject
        {
            ["meta"] = RemapApi.Meta($"{stub.PhoneAddress}/call/{call.Id}", "call"),
            ["id"] = call.Id,
            ["externalId"] = call.ExternalId,
            ["number"] = call.Number,
            ["isIncoming"] = call.IsIncoming,
            ["startTime"] = call.StartTime,
            ["endTime"] = call.EndTime,
            ["duration"] = call.Duration,
            ["extension"] = call.Extension,
            ["recordUrl"] = new JsonArray([.. call.RecordUrl.Select(url => JsonValue.Create(url))]),
            ["comment"] = call.Comment,
        };
        if (account.Counterparties.Find(client => client.Id == call.Counterparty) is { } client)
        {
            json["counterparty"] = RemapApi.Meta(stub.Href("counterparty", client.Id), "counterparty");
            if (account.Employees.Find(employee => employee.Id == client.Owner && employee.Extension is not null) is { } owner)
                json["counterpartyowner"] = Json(owner);
        }

        return json;
    }
}
