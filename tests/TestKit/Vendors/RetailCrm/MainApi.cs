using System.Globalization;
using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>Customers, orders, users, stores and modules.</summary>
internal static class MainApi
{
    public static StubAnswer Answer(StubRequest request, RetailCrmAccount account, string[] path)
    {
        var asked = new RetailCrmRequest(request);
        return (request.Method, path) switch
        {
            ("GET", ["customers"]) => Customers(asked, account),
            ("GET", ["customers", var id]) => Ok(("customer", Json(Find(asked, account, id)))),
            ("POST", ["customers", "create"]) => CreateCustomer(asked, account),
            ("GET", ["orders"]) => Orders(asked, account),
            ("POST", ["orders", "create"]) => CreateOrder(asked, account),
            ("GET", ["users"]) => Page(asked, "users", account.Users.Where(user => user.IsActive || asked.Text("filter[active]") != "1").Select(Json)),
            ("GET", ["reference", "sites"]) => Ok(("sites", new JsonObject(account.Sites.Select(site => KeyValuePair.Create(site, (JsonNode?)new JsonObject { ["code"] = site, ["name"] = site }))))),
            ("GET", ["integration-modules", var code]) => Ok(("integrationModule", account.Modules.GetValueOrDefault(code)?.DeepClone() ?? throw StubRefusal.NotFound())),
            ("POST", ["integration-modules", var code, "edit"]) => EditModule(asked, account, code),
            _ => throw StubRefusal.NoSuchMethod(),
        };
    }

    public static StubAnswer Ok(params (string Name, JsonNode? Value)[] fields) =>
        new(200, new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Prepend(KeyValuePair.Create("success", (JsonNode?)true))));

    private static StubAnswer Customers(RetailCrmRequest asked, RetailCrmAccount account)
    {
        asked.OnlyFilters("filter[name]", "filter[ids][]");
        var name = asked.Text("filter[name]");
        return Page(asked, "customers", account.Customers.Where(customer => name is null || Matches(customer, name)).Select(Json));
    }

    // A search box: part of a name or of a phone as it is written.
    private static bool Matches(StubCustomer customer, string text) =>
        $"{customer.LastName} {customer.FirstName} {customer.Patronymic}".Contains(text, StringComparison.OrdinalIgnoreCase)
        || customer.Phones.Exists(phone => phone.Contains(text, StringComparison.Ordinal));

    private static StubAnswer CreateCustomer(RetailCrmRequest asked, RetailCrmAccount account)
    {
        var json = asked.Object("customer");
        RequireSite(asked, account);
        asked.OnlyFields(json, "firstName", "lastName", "patronymic", "email", "phones", "managerId", "source", "addTags", "externalId");
        if (json["firstName"] is null)
            throw StubRefusal.Wrong("firstName", "Specify the first name");
        if (json["managerId"] is { } manager && !account.Users.Exists(user => user.Id == manager.GetValue<int>()))
            throw StubRefusal.Wrong("managerId", "User not found");
        var customer = new StubCustomer { FirstName = json["firstName"]!.GetValue<string>(), ManagerId = json["managerId"]?.GetValue<int>(), Site = asked.Text("site") };
        foreach (var phone in json["phones"] as JsonArray ?? [])
            customer.Phones.Add(phone is JsonObject one && one["number"] is { } number ? number.GetValue<string>() : throw StubRefusal.Wrong("phones", "must hold objects with a number"));
        foreach (var tag in json["addTags"] as JsonArray ?? [])
            customer.Tags.Add(tag!.GetValue<string>());
        return Created(("id", account.Add(customer).Id));
    }

    private static StubAnswer Orders(RetailCrmRequest asked, RetailCrmAccount account)
    {
        asked.OnlyFilters("filter[customerId]");
        var customer = asked.Text("filter[customerId]");
        return Page(asked, "orders", account.Orders
            .Where(order => customer is null || order.Fields["customer"]?["id"]?.ToString() == customer)
            .Select(order => new JsonObject { ["id"] = order.Id, ["externalId"] = order.Fields["externalId"]?.DeepClone(), ["status"] = order.Fields["status"]?.DeepClone() }));
    }

    private static StubAnswer CreateOrder(RetailCrmRequest asked, RetailCrmAccount account)
    {
        var json = asked.Object("order");
        RequireSite(asked, account);
        asked.OnlyFields(json, "externalId", "customer", "phone", "firstName", "managerId", "orderMethod", "status", "source", "customerComment");
        if (json["customer"]?["id"] is { } id && !account.Customers.Exists(customer => customer.Id == id.GetValue<int>()))
            throw StubRefusal.Wrong("customer", "Customer not found");
        var order = new StubOrder(account.NextId(), (JsonObject)json.DeepClone());
        account.Orders.Add(order);
        return Created(("id", order.Id), ("order", new JsonObject { ["id"] = order.Id }));
    }

    private static StubAnswer EditModule(RetailCrmRequest asked, RetailCrmAccount account, string code)
    {
        var json = asked.Object("integrationModule");
        asked.OnlyFields(json, "code", "integrationCode", "active", "name", "logo", "clientId", "baseUrl", "accountUrl", "actions", "availableCountries", "integrations");
        if (json["code"]?.GetValue<string>() != code)
            throw StubRefusal.Wrong("code", "is another than in the address");
        foreach (var field in (string[])["integrationCode", "active", "clientId", "name", "logo", "integrations"])
        {
            if (json[field] is null)
                throw StubRefusal.Wrong(field, "This value should not be blank");
        }

        if (!json["logo"]!.GetValue<string>().EndsWith(".svg", StringComparison.Ordinal))
            throw StubRefusal.Wrong("logo", "must be an SVG");
        var telephony = json["integrations"]!["telephony"] as JsonObject ?? throw StubRefusal.Wrong("integrations", "telephony is missing");
        asked.OnlyFields(
            telephony, "makeCallUrl", "changeUserStatusUrl", "allowEdit", "inputEventSupported", "outputEventSupported", "hangupEventSupported", "additionalCodes", "externalPhones");
        var users = (telephony["additionalCodes"] as JsonArray ?? []).Select(pair => pair!["userId"]!.GetValue<int>()).Where(id => !account.Users.Exists(user => user.Id == id));
        var sites = (telephony["externalPhones"] as JsonArray ?? []).Select(pair => pair!["siteCode"]!.GetValue<string>()).Where(site => !account.Sites.Contains(site));
        var info = new JsonObject
        {
            ["notExistUsersIds"] = new JsonArray([.. users.Select(id => JsonValue.Create(id))]),
            ["notExistSiteCodes"] = new JsonArray([.. sites.Select(site => JsonValue.Create(site))]),
        };
        var module = (JsonObject)json.DeepClone();
        // What is not named stays.
        foreach (var list in (string[])["additionalCodes", "externalPhones"])
        {
            if (telephony[list] is null && account.Modules.GetValueOrDefault(code)?["integrations"]?["telephony"]?[list] is { } there)
                module["integrations"]!["telephony"]![list] = there.DeepClone();
        }

        account.Modules[code] = module;
        return Ok(("info", info));
    }

    private static StubAnswer Page(RetailCrmRequest asked, string name, IEnumerable<JsonObject> rows)
    {
        var (limit, page, all) = (asked.Limit(), asked.Page(), rows.ToList());
        return Ok(
            ("pagination", new JsonObject { ["limit"] = limit, ["totalCount"] = all.Count, ["currentPage"] = page, ["totalPageCount"] = (all.Count + limit - 1) / limit }),
            (name, new JsonArray([.. all.Skip((page - 1) * limit).Take(limit)])));
    }

    private static StubCustomer Find(RetailCrmRequest asked, RetailCrmAccount account, string id) =>
        asked.Text("by") == "id" && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? account.Customers.Find(customer => customer.Id == number) ?? throw StubRefusal.NotFound()
            : throw StubRefusal.NotFound();

    // A key that opens several stores has to say which.
    private static void RequireSite(RetailCrmRequest asked, RetailCrmAccount account)
    {
        if (asked.Text("site") is { } site ? !account.Sites.Contains(site) : account.Sites.Count > 1)
            throw StubRefusal.Missing("site");
    }

    private static StubAnswer Created(params (string Name, JsonNode? Value)[] fields) => Ok(fields) with { Status = 201 };

    private static JsonObject Json(StubCustomer customer) => new()
    {
        ["id"] = customer.Id,
        ["firstName"] = customer.FirstName,
        ["lastName"] = customer.LastName,
        ["patronymic"] = customer.Patronymic,
        ["email"] = customer.Email,
        ["managerId"] = customer.ManagerId,
        ["site"] = customer.Site,
        ["phones"] = new JsonArray([.. customer.Phones.Select(phone => new JsonObject { ["number"] = phone })]),
        ["tags"] = new JsonArray([.. customer.Tags.Select(tag => new JsonObject { ["name"] = tag })]),
    };

    private static JsonObject Json(StubUser user) => new()
    {
        ["id"] = user.Id,
        ["active"] = user.IsActive,
        ["firstName"] = user.FirstName,
        ["email"] = user.Email,
        ["status"] = user.Status,
        ["isManager"] = true,
    };
}
