using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>Methods below <c>/api/v5/telephony</c>.</summary>
internal static partial class TelephonyApi
{
    private const int MostCalls = 50;

    private static readonly string[] HangupStatuses = ["answered", "busy", "cancel", "failed", "no answered"];
    private static readonly string[] Results = ["answered", "busy", "failed", "no answer", "not allowed", "unknown"];

    public static StubAnswer Answer(StubRequest request, RetailCrmAccount account, string[] path)
    {
        var asked = new RetailCrmRequest(request);
        Func<StubRequest, RetailCrmRequest, RetailCrmAccount, StubAnswer> method = (request.Method, path) switch
        {
            ("POST", ["call", "event"]) => Event,
            ("POST", ["calls", "upload"]) => Upload,
            ("GET", ["manager"]) => (_, parameters, one) => Manager(parameters, one),
            _ => throw StubRefusal.NoSuchMethod(),
        };
        // The real one answers this with 200.
        return account.IsTelephonyOn ? method(request, asked, account) : new StubRefusal(200, "Telephony not enabled or not supports calls upload").Answer;
    }

    private static StubAnswer Event(StubRequest request, RetailCrmRequest asked, RetailCrmAccount account)
    {
        var json = asked.Object("event");
        asked.OnlyFields(json, "phone", "type", "codes", "userIds", "hangupStatus", "externalPhone", "callExternalId", "site", "webAnalyticsData");
        var type = One(json, "type", "in", "out", "hangup");
        var status = json["hangupStatus"] is null ? null : One(json, "hangupStatus", HangupStatuses);
        if ((type == "hangup") != (status is not null))
            throw StubRefusal.Wrong("hangupStatus", "belongs to a hang-up, and to nothing else");
        string[] codes = [.. (json["codes"] as JsonArray ?? []).Select(code => code!.GetValue<string>())];
        if (codes.Length == 0 && json["userIds"] is not JsonArray { Count: > 0 })
            throw StubRefusal.Wrong("codes", "This value should not be blank");
        var known = codes.Where(code => account.Codes.Any(pair => pair.Code == code)).ToArray();
        var call = json["callExternalId"]?.GetValue<string>() ?? "";
        var screens = account.Screens(call);
        request.Remarks.AddRange(known.Where(code => screens.Contains(code) != (type == "hangup")).Select(code => $"{type} changes nothing at {code}"));
        account.Events.Add(new StubCallEvent(call, type, Text(json, "phone"), known, status) { ExternalPhone = json["externalPhone"]?.GetValue<string>() ?? "" });
        return Ok(new JsonObject
        {
            ["notExistCodes"] = new JsonArray([.. codes.Except(known).Select(code => JsonValue.Create(code))]),
            ["notExistUsers"] = new JsonArray(),
        });
    }

    private static StubAnswer Upload(StubRequest request, RetailCrmRequest asked, RetailCrmAccount account)
    {
        var calls = asked.Array("calls").Select(call => call as JsonObject ?? throw StubRefusal.Wrong("calls", "must hold objects")).ToList();
        if (calls.Count > MostCalls)
            throw StubRefusal.Wrong("calls", $"This collection should contain {MostCalls} elements or less");
        foreach (var call in calls)
        {
            asked.OnlyFields(
                call, "date", "type", "phone", "result", "externalId", "code", "userId", "duration", "durationWaiting", "recordUrl", "externalPhone", "site", "source", "clientId");
            if (!DateTime().IsMatch(Text(call, "date")))
                throw StubRefusal.Wrong("date", "This value is not a valid datetime");
            One(call, "type", "in", "out");
            One(call, "result", Results);
            Text(call, "phone");
            Text(call, "externalId");
            if (call["code"] is null && call["userId"] is null)
                throw StubRefusal.Wrong("code", "code or userId is needed");
            if (call["code"] is { } code && account.Codes.All(pair => pair.Code != code.GetValue<string>()))
                throw StubRefusal.Wrong("code", "User not found");
            if (call["site"] is { } site && !account.Sites.Contains(site.GetValue<string>()))
                throw StubRefusal.Wrong("site", "Store not found");
            if (call["recordUrl"] is { } link && !Uri.TryCreate(link.GetValue<string>(), UriKind.Absolute, out _))
                throw StubRefusal.Wrong("recordUrl", "This value is not a valid URL");
        }

        if (calls.Select(call => Text(call, "externalId")).Distinct().Count() < calls.Count)
            throw StubRefusal.Wrong("externalId", "This collection should contain only unique elements");
        var duplicates = calls.Where(call => account.Calls.Exists(known => known.ExternalId == Text(call, "externalId"))).ToList();
        request.Remarks.AddRange(duplicates.Select(call => $"{Text(call, "externalId")} is there already and stays as it is"));
        account.Calls.AddRange(calls.Except(duplicates).Select(call => new StubCallRecord(Text(call, "externalId"), (JsonObject)call.DeepClone())));
        return Ok(new JsonObject
        {
            ["processedCallsCount"] = calls.Count - duplicates.Count,
            ["duplicateCalls"] = new JsonArray([.. duplicates.Select(call => JsonValue.Create(Text(call, "externalId")))]),
        });
    }

    private static StubAnswer Manager(RetailCrmRequest asked, RetailCrmAccount account)
    {
        var phone = asked.Required("phone");
        var customer = account.Customers.Find(customer => customer.Phones.Exists(known => known == phone));
        var manager = account.Users.Find(user => user.Id == customer?.ManagerId && user.IsActive && (user.Status == "free" || asked.Text("ignoreStatus") == "1"));
        var body = new JsonObject();
        if (manager is not null)
        {
            body["manager"] = new JsonObject
            {
                ["id"] = manager.Id,
                ["firstName"] = manager.FirstName,
                ["email"] = manager.Email,
                ["code"] = account.ManagersCode is { } code ? code(manager) : account.Codes.Where(pair => pair.User == manager.Id).Select(pair => pair.Code).FirstOrDefault(),
            };
        }

        if (asked.Text("details") == "1" && customer is not null)
        {
            body["customer"] = new JsonObject { ["id"] = customer.Id, ["firstName"] = customer.FirstName };
            body["links"] = new JsonObject { ["customerLink"] = $"https://demo.example.com/customers/{customer.Id}" };
        }

        return Ok(body);
    }

    private static StubAnswer Ok(JsonObject body)
    {
        body["success"] = true;
        return new StubAnswer(200, body);
    }

    private static string Text(JsonObject json, string field) =>
        json[field] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : throw StubRefusal.Wrong(field, "This value should not be blank");

    private static string One(JsonObject json, string field, params string[] words) =>
        Text(json, field) is var text && words.Contains(text) ? text : throw StubRefusal.Wrong(field, "The value you selected is not a valid choice");

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$")]
    private static partial Regex DateTime();
}
