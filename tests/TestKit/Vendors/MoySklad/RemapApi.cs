using System.Globalization;
using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>The JSON API: counterparties with contact persons, employees, the own organization, customer orders.</summary>
internal sealed class RemapApi(MoySkladStub stub)
{
    private const int MostRows = 1000;
    private const int MostRowsExpanded = 100;

    public static JsonObject Meta(string href, string type) => new() { ["href"] = href, ["type"] = type, ["mediaType"] = "application/json" };

    public StubAnswer Answer(StubRequest request, MoySkladAccount account, string path)
    {
        if (!account.HasRights)
            throw new StubRefusal(403, 1016, "no right to view the object");
        return new StubAnswer(200, (request.Method, path.Split('/')) switch
        {
            ("GET", ["entity", "counterparty"]) => Page(request, Find(request, account).Select(client => (JsonNode)Json(client, Expands(request)))),
            ("POST", ["entity", "counterparty"]) => Create(request, account),
            ("GET", ["entity", "counterparty", var id]) => Json(ById(account, id), Expands(request)),
            ("GET", ["entity", "counterparty", var id, "contactpersons"]) => Page(request, ById(account, id).ContactPersons.Select(person => (JsonNode)Json(person))),
            ("GET", ["entity", "employee"]) => Page(request, account.Employees.Select(employee => (JsonNode)Json(employee))),
            ("GET", ["entity", "organization"]) => Page(request, [Entity("organization", account.OrganizationId, "Own company")]),
            ("GET", ["entity", "customerorder", "metadata"]) => new JsonObject
            {
                ["states"] = new JsonArray([.. account.OrderStates.Select(state => Entity("customerorder/metadata/states", state.Value, state.Key, "state"))]),
            },
            ("GET", ["entity", "customerorder"]) => Page(request, Orders(request, account).Select(order => (JsonNode)Entity("customerorder", order.Id, "00001"))),
            ("POST", ["entity", "customerorder"]) => CreateOrder(request, account),
            _ => throw new StubRefusal(404, 1002, "unknown path"),
        });
    }

    private static JsonObject Page(StubRequest request, IEnumerable<JsonNode> all)
    {
        var rows = all.ToList();
        var limit = Number(request, "limit", MostRows);
        var offset = Number(request, "offset", 0);
        if (limit is < 1 or > MostRows)
            throw new StubRefusal(400, 1040, "bad query parameter", "limit");
        return new JsonObject
        {
            ["meta"] = new JsonObject { ["size"] = rows.Count, ["limit"] = limit, ["offset"] = offset },
            ["rows"] = new JsonArray([.. rows.Skip(offset).Take(limit)]),
        };
    }

    private static IEnumerable<StubCounterparty> Find(StubRequest request, MoySkladAccount account)
    {
        var search = request.Query["search"].ToString();
        var filter = request.Query["filter"].ToString();
        return account.Counterparties.Where(client => Matches(client, search) && (filter.Length == 0 || filter.Split(';').Any(part => Equals(client, part))));
    }

    // "Contains", without breaking the text into words.
    private static bool Matches(StubCounterparty client, string search) =>
        Contains(client.Name, search) || Contains(client.Phone, search) || client.ContactPersons.Exists(person => Contains(person.Name, search) || Contains(person.Phone, search));

    private static bool Contains(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Equals(StubCounterparty client, string condition) => condition.Split('=', 2) switch
    {
        ["phone", var value] => client.Phone == value,
        _ => throw new StubRefusal(400, 1034, "filter error", "filter"),
    };

    private static IEnumerable<StubOrder> Orders(StubRequest request, MoySkladAccount account) => request.Query["filter"].ToString().Split('=', 2) switch
    {
        ["externalCode", var value] => account.Orders.Where(order => order.ExternalCode == value),
        _ => throw new StubRefusal(400, 1034, "filter error", "filter"),
    };

    private JsonObject Create(StubRequest request, MoySkladAccount account)
    {
        var body = Object(request);
        var client = new StubCounterparty
        {
            Name = Text(body, "name") is { Length: > 0 } name ? name : throw StubRefusal.Required("name"),
            Phone = Text(body, "phone"),
            Tags = body["tags"] is JsonArray tags ? [.. tags.Select(tag => tag!.GetValue<string>())] : [],
            CompanyType = Text(body, "companyType") is var type and (null or "legal" or "entrepreneur" or "individual")
                ? type
                : throw new StubRefusal(412, 3005, "unknown value", "companyType"),
        };
        account.Counterparties.Add(client);
        return Json(client, expand: false);
    }

    private JsonObject CreateOrder(StubRequest request, MoySkladAccount account)
    {
        var body = Object(request);
        if (Reference(body, "organization") != stub.Href("organization", account.OrganizationId))
            throw new StubRefusal(400, 2013, "wrong href", "organization");
        var agent = Reference(body, "agent");
        var client = account.Counterparties.Find(client => stub.Href("counterparty", client.Id) == agent) ?? throw new StubRefusal(400, 2013, "wrong href", "agent");
        var state = body["state"] is null ? null : Reference(body, "state");
        var stateName = state is null ? null : account.OrderStates.First(known => state.EndsWith(known.Value, StringComparison.Ordinal)).Key;
        var order = new StubOrder(Guid.NewGuid().ToString(), Text(body, "externalCode"), client.Id, stateName, Text(body, "description"));
        account.Orders.Add(order);
        return Entity("customerorder", order.Id, "00001");
    }

    private static string Reference(JsonObject body, string field)
    {
        var meta = (body[field] ?? throw StubRefusal.Required(field))["meta"];
        if (meta?["type"] is null)
            throw new StubRefusal(400, 2011, "meta without type", field);
        return meta["href"]?.GetValue<string>() ?? throw new StubRefusal(400, 2010, "meta without href", field);
    }

    private static JsonObject Object(StubRequest request) => request.Json() as JsonObject ?? throw new StubRefusal(400, 2001, "not JSON");

    private static string? Text(JsonObject body, string field) => body[field]?.GetValue<string>();

    private static int Number(StubRequest request, string name, int otherwise) => request.Query[name].ToString() is { Length: > 0 } text
        ? int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new StubRefusal(400, 1040, "bad query parameter", name)
        : otherwise;

    // Nothing is expanded in long pages, and nobody is told.
    private static bool Expands(StubRequest request) =>
        request.Query["expand"].ToString().Split(',').Contains("contactpersons") && Number(request, "limit", MostRows) <= MostRowsExpanded;

    private static StubCounterparty ById(MoySkladAccount account, string id) =>
        account.Counterparties.Find(client => client.Id == id) ?? throw StubRefusal.NotFound("counterparty");

    private JsonObject Entity(string kind, string id, string name, string? type = null) =>
        new() { ["meta"] = Meta(stub.Href(kind, id), type ?? kind), ["id"] = id, ["name"] = name };

    private JsonObject Json(StubEmployee employee)
    {
        var json = Entity("employee", employee.Id, employee.Name);
        json["shortFio"] = employee.Name;
        json["email"] = employee.Email;
        return json;
    }

    private JsonObject Json(StubContactPerson person)
    {
        var json = Entity("contactperson", person.Id, person.Name);
        json["phone"] = person.Phone;
        return json;
    }

    private JsonObject Json(StubCounterparty client, bool expand)
    {
        var json = Entity("counterparty", client.Id, client.Name);
        json["meta"]!["uuidHref"] = $"{stub.Address}app/#company/edit?id={client.Id}";
        json["archived"] = client.Archived;
        json["companyType"] = client.CompanyType ?? "legal";
        json["tags"] = new JsonArray([.. client.Tags.Select(tag => JsonValue.Create(tag))]);
        if (client.Phone is not null)
            json["phone"] = client.Phone;
        if (client.Owner is not null)
            json["owner"] = new JsonObject { ["meta"] = Meta(stub.Href("employee", client.Owner), "employee") };
        json["contactpersons"] = new JsonObject { ["meta"] = new JsonObject { ["size"] = client.ContactPersons.Count } };
        if (expand)
            json["contactpersons"]!["rows"] = new JsonArray([.. client.ContactPersons.Select(person => (JsonNode)Json(person))]);
        return json;
    }
}
