using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>What each method does. Ids are numbers in some answers and texts in others; texts come with HTML entities.</summary>
internal sealed class UonMethods(TimeProvider time, Func<TimeSpan> indexDelay)
{
    private const int PageSize = 100;
    private const string TimeForm = "yyyy-MM-dd HH:mm:ss";

    private static readonly string[] ClientFields =
        ["u_surname", "u_name", "u_sname", "u_phone", "u_phone_mobile", "u_phone_home", "u_email", "u_type", "u_company", "u_manager_id", "u_office_id", "u_source", "u_note", "u_labels"];

    private static readonly string[] LeadFields =
        ["r_cl_id", "r_u_id", "status_id", "source", "note", "r_dat", "r_co_id", "r_ci_id", "u_name", "u_surname", "u_sname", "u_phone", "u_phone_mobile", "u_phone_home", "u_email"];

    private static readonly string[] Contacts = ["u_phone", "u_phone_mobile", "u_phone_home", "u_email"];

    public StubAnswer Answer(StubRequest request, UonAccount account, string method) => (request.Method, method.Split('/')) switch
    {
        ("GET", ["user", "phone", var digits]) => WithPhone(account, digits),
        ("POST", ["user", "create"]) => CreateUser(request, account),
        ("POST", ["user", "update", var id]) => UpdateUser(request, account, User(account, id)),
        ("GET", ["user", var id]) => new StubAnswer(200, new JsonObject { ["user"] = account.TellsOneClient ? Json(User(account, id)) : new JsonArray(Json(User(account, id))), ["result"] = 200 }),
        ("GET", ["lead-by-client", var id, var page]) => Page("leads", account.Leads.Where(lead => lead.ClientId == id).Select(lead => (JsonNode)Json(account, lead)), page),
        ("POST", ["lead", "create"]) => CreateLead(request, account),
        ("POST", ["request", "update", var id]) => UpdateLead(request, account, id),
        ("GET", ["status_lead"]) => new StubAnswer(200, new JsonObject { ["records"] = new JsonArray([.. account.Statuses.Select(Json)]), ["result"] = 200 }),
        ("GET", ["manager"]) => new StubAnswer(200, new JsonObject { ["users"] = new JsonArray([.. account.Managers.Select(Json)]), ["result"] = 200 }),
        ("POST", ["notification", "create"]) => Notify(request, account),
        ("POST", ["call_history", "create"]) => AddCall(request, account),
        ("GET", ["call_history", var page]) => Page("records", Listed(account).Select(call => (JsonNode)Json(call)), page),
        ("GET", ["call_history_by_user", var id, var page]) => Page(
            "records", Listed(account).Where(call => User(account, id).HasPhone(call["phone"])).Select(call => (JsonNode)Json(call)), page),
        ("POST", ["webhook", "create"]) => CreateWebhook(request, account),
        ("POST", ["webhook", "delete", var id]) => account.Webhooks.RemoveAll(webhook => webhook.Id == id) > 0 ? Ok() : UonRefusal.Nothing(),
        ("GET", ["webhook", var page]) => Page("records", account.Webhooks.Select(webhook => (JsonNode)new JsonObject
        {
            ["id"] = webhook.Id,
            ["type_id"] = webhook.Type,
            ["url"] = webhook.Url,
            ["method"] = webhook.Method,
        }), page),
        _ => UonRefusal.Error(404, "No route found"),
    };

    private static IEnumerable<Dictionary<string, string>> Listed(UonAccount account) => account.ListsOldestFirst ? account.Calls : account.Calls.AsEnumerable().Reverse();

    private static StubAnswer Ok(string? id = null) => new(200, id is null ? new JsonObject { ["result"] = 200 } : new JsonObject { ["result"] = 200, ["id"] = id });

    private StubAnswer WithPhone(UonAccount account, string digits)
    {
        if (!digits.All(char.IsAsciiDigit))
            throw UonRefusal.Wrong("phone");
        var found = account.Users.Where(user => user.HasPhone(digits) && IsIndexed(user)).ToList();
        return found.Count == 0 ? UonRefusal.Nothing() : new StubAnswer(200, new JsonObject { ["users"] = new JsonArray([.. found.Select(Json)]), ["result"] = 200 });
    }

    private bool IsIndexed(StubUser user) => user.MadeAt == long.MinValue || time.GetElapsedTime(user.MadeAt) >= indexDelay();

    private StubAnswer CreateUser(StubRequest request, UonAccount account)
    {
        var form = new UonForm(request, ClientFields);
        _ = Manager(form, account, "u_manager_id");
        var user = new StubUser { Id = account.NextId(), Fields = new Dictionary<string, string>(form.All), MadeAt = time.GetTimestamp() };
        account.Users.Add(user);
        return Ok(user.Id);
    }

    private static StubAnswer UpdateUser(StubRequest request, UonAccount account, StubUser user)
    {
        var form = new UonForm(request, ClientFields);
        _ = Manager(form, account, "u_manager_id");
        foreach (var (name, value) in form.All)
            user.Fields[name] = value;
        return Ok(user.Id);
    }

    private StubAnswer CreateLead(StubRequest request, UonAccount account)
    {
        var form = new UonForm(request, LeadFields);
        if (!Contacts.Any(contact => form.Find(contact) is not null))
            throw UonRefusal.Wrong("u_phone");
        var status = form.Number("status_id") ?? "1";
        if (account.Statuses.All(known => known.Id != status))
            throw UonRefusal.Wrong("status_id");
        var client = User(account, form.Number("r_cl_id") ?? throw UonRefusal.Wrong("r_cl_id"));
        if (!IsIndexed(client))
            request.Remarks.Add("lead/create for a client whom U-ON can't find by phone yet");
        var lead = new StubLead
        {
            Id = account.NextId(),
            ClientId = client.Id,
            StatusId = status,
            Manager = Manager(form, account, "r_u_id"),
            Source = form.Find("source") ?? "",
            Note = form.Find("note") ?? "",
            Date = Time(form, "r_dat") ?? "",
        };
        account.Leads.Add(lead);
        return Ok(lead.Id);
    }

    private static StubAnswer UpdateLead(StubRequest request, UonAccount account, string id)
    {
        var form = new UonForm(request, "manager_id", "lead_status_id", "r_cl_id", "source_id", "reason_deny_id");
        var lead = account.Leads.Find(lead => lead.Id == id) ?? throw UonRefusal.Wrong("id");
        lead.Manager = Manager(form, account, "manager_id") ?? lead.Manager;
        lead.StatusId = form.Number("lead_status_id") ?? lead.StatusId;
        return Ok(id);
    }

    private static StubAnswer Notify(StubRequest request, UonAccount account)
    {
        var form = new UonForm(request, "text", "manager_id", "type", "request_id", "tourist_id");
        var text = form.Required("text");
        foreach (var manager in form.Required("manager_id").Split(','))
        {
            if (account.Managers.All(known => known.Id != manager))
                throw UonRefusal.Wrong("manager_id");
            account.PopUps.Add(new StubPopUp(manager, text));
        }

        return Ok();
    }

    private static StubAnswer AddCall(StubRequest request, UonAccount account)
    {
        var form = new UonForm(request, "phone", "start", "direction", "duration", "manager_id", "record_link", "office_id", "note");
        _ = form.Required("phone").All(char.IsAsciiDigit) ? 0 : throw UonRefusal.Wrong("phone");
        _ = Time(form, "start") ?? throw UonRefusal.Wrong("start");
        _ = form.Required("direction") is "1" or "2" ? 0 : throw UonRefusal.Wrong("direction");
        _ = form.Number("duration");
        _ = Manager(form, account, "manager_id");
        account.Calls.Add(new Dictionary<string, string>(form.All));
        return Ok(account.NextId());
    }

    private static StubAnswer CreateWebhook(StubRequest request, UonAccount account)
    {
        var form = new UonForm(request, "type_id", "url", "method", "note");
        var webhook = new StubWebhook(account.NextId(), form.Required("type_id"), form.Required("url"), form.Find("method") ?? "GET");
        account.Webhooks.Add(webhook);
        return Ok(webhook.Id);
    }

    /// <summary>Nobody can be given to somebody who does not work there; 0 takes him away.</summary>
    private static string? Manager(UonForm form, UonAccount account, string name) =>
        form.Number(name) is not { } id || id == "0" || account.Managers.Any(known => known.Id == id) ? form.Number(name) : throw UonRefusal.Wrong(name);

    private static string? Time(UonForm form, string name) => form.Find(name) is not { } text
        ? null
        : DateTime.TryParseExact(text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : throw UonRefusal.Wrong(name);

    private static StubUser User(UonAccount account, string id) => account.Users.Find(user => user.Id == id) ?? throw UonRefusal.Wrong("id");

    private static StubAnswer Page(string name, IEnumerable<JsonNode> rows, string page)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return UonRefusal.Nothing();
        var number = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : throw UonRefusal.Wrong("page");
        return new StubAnswer(200, new JsonObject
        {
            [name] = new JsonArray([.. all.Skip((number - 1) * PageSize).Take(PageSize)]),
            ["page"] = number,
            ["pages_all"] = (all.Count + PageSize - 1) / PageSize,
            ["result"] = 200,
        });
    }

    private static JsonObject Json(StubUser user)
    {
        var json = new JsonObject { ["u_id"] = int.Parse(user.Id, CultureInfo.InvariantCulture), ["manager_id"] = user.Manager is { } manager ? manager : 0, ["deleted"] = 0 };
        foreach (var name in ClientFields.Where(name => name is not "u_manager_id" and not "u_note"))
            json[name] = user.Fields.GetValueOrDefault(name) is { } value ? WebUtility.HtmlEncode(value) : null;
        return json;
    }

    private static JsonObject Json(UonAccount account, StubLead lead) => new()
    {
        ["id"] = int.Parse(lead.Id, CultureInfo.InvariantCulture),
        ["status_id"] = lead.StatusId,
        ["status"] = account.Statuses.Find(status => status.Id == lead.StatusId)?.Name,
        ["dat"] = lead.Date,
        ["manager_id"] = lead.Manager is null ? null : int.Parse(lead.Manager, CultureInfo.InvariantCulture),
        ["notes"] = lead.Note,
        ["source"] = lead.Source,
    };

    private static JsonNode Json(StubStatus status) => new JsonObject
    {
        ["id"] = int.Parse(status.Id, CultureInfo.InvariantCulture),
        ["name"] = status.Name,
        ["is_archive"] = status.IsArchive ? 1 : 0,
    };

    private static JsonNode Json(StubManager manager) => new JsonObject
    {
        ["u_id"] = int.Parse(manager.Id, CultureInfo.InvariantCulture),
        ["u_surname"] = manager.Surname,
        ["u_name"] = "",
        ["u_email"] = manager.Email,
        ["active"] = 1,
        ["ip_internal_number"] = manager.Extension,
    };

    private static JsonObject Json(Dictionary<string, string> call)
    {
        var json = new JsonObject();
        foreach (var (name, value) in call)
            json[name] = value;
        return json;
    }
}
