using System.Globalization;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Wire;

namespace CallControl.Crm.UonTravel.Api;

/// <summary>The methods of U-ON that telephony uses.</summary>
internal sealed class UonApi(UonWire wire)
{
    public static readonly Uri DefaultAddress = new("https://api.u-on.ru");

    private const int MostPages = 20;

    /// <summary>Those with this phone. There is no other search by phone: <c>lead/search</c> and <c>user.json?phone=</c> ignore it and return everybody.</summary>
    public async Task<IReadOnlyList<UonClient>> ClientsWithPhoneAsync(PhoneNumber phone, CancellationToken cancellation) =>
        await wire.GetAsync("user/phone/" + phone.Digits, cancellation) is { } answer
            ? [.. answer.Rows("users").Where(row => !row.Flag("deleted")).Select(UonClient.Of).OfType<UonClient>()]
            : [];

    public async Task<UonClient?> ClientAsync(string id, CancellationToken cancellation) =>
        await wire.GetAsync("user/" + Uri.EscapeDataString(id), cancellation) is { } answer
            ? answer.Rows("user").Concat(answer.Rows("users")).Append(answer.Part("user")).Append(answer).Select(UonClient.Of).OfType<UonClient>().FirstOrDefault()
            : null;

    /// <returns>The new client's id.</returns>
    public Task<string> CreateClientAsync(PhoneNumber phone, CancellationToken cancellation) => CreateAsync("user/create",
        [("u_name", phone.ToString()), ("u_phone_mobile", phone.Digits), ("u_type", "1"), ("u_note", RussianWords.CreatedAutomatically)], cancellation);

    /// <summary>Read as <c>manager_id</c>, written as <c>u_manager_id</c>.</summary>
    public Task SetClientsManagerAsync(string clientId, string managerId, CancellationToken cancellation) =>
        PostAsync("user/update/" + clientId, [("u_manager_id", managerId)], cancellation);

    public Task<IReadOnlyList<UonLead>> LeadsAsync(string clientId, CancellationToken cancellation) =>
        PagesAsync("lead-by-client/" + clientId, "leads", UonLead.Of, cancellation);

    /// <returns>The new lead's id.</returns>
    public Task<string> CreateLeadAsync(NewLead lead, CancellationToken cancellation)
    {
        List<(string, string)> fields = [("r_cl_id", lead.ClientId), ("u_phone", lead.Phone.Digits), ("source", lead.Source), ("note", lead.Note), ("r_dat", lead.Date)];
        if (lead.StatusId is { } status)
            fields.Add(("status_id", status));
        return CreateAsync("lead/create", fields, cancellation);
    }

    public Task SetLeadsManagerAsync(string leadId, string managerId, CancellationToken cancellation) =>
        PostAsync("request/update/" + leadId, [("manager_id", managerId)], cancellation);

    /// <summary>The field is not <c>status_id</c>: that one is taken and changes nothing.</summary>
    public Task SetLeadsStatusAsync(string leadId, string statusId, CancellationToken cancellation) =>
        PostAsync("request/update/" + leadId, [("lead_status_id", statusId)], cancellation);

    public async Task<IReadOnlyList<LeadStatus>> StatusesAsync(CancellationToken cancellation) =>
        await wire.GetAsync("status_lead", cancellation) is { } answer
            ? [.. answer.Rows("records").Where(row => row.Id("id") is not null).Select(row => new LeadStatus(row.Id("id")!, row.Text("name") ?? "", row.Flag("is_archive")))]
            : [];

    public async Task<IReadOnlyList<UonManager>> ManagersAsync(CancellationToken cancellation) =>
        await wire.GetAsync("manager", cancellation) is { } answer
            ? [.. answer.Rows("users").Where(row => row.Id("u_id") is not null).Select(row => new UonManager(
                row.Id("u_id")!, UonClient.Of(row)?.Person, row.Text("u_email"), row.Text("ip_internal_number"), row.Text("active") is null or "1"))]
            : [];

    /// <summary>A pop-up at a manager's screen.</summary>
    public Task NotifyAsync(string managerId, string text, CancellationToken cancellation) =>
        PostAsync("notification/create", [("text", text), ("manager_id", managerId)], cancellation);

    public Task AddCallAsync(IEnumerable<(string, string)> fields, CancellationToken cancellation) => PostAsync("call_history/create", fields, cancellation);

    /// <summary>The newest of all calls, or of one client's. In which order U-ON lists them is not documented: they are read from the end where the newest are.</summary>
    /// <param name="clientId">Null for all.</param>
    /// <param name="enough">Given the calls from that end on, whether more are not needed.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<PastCall>> NewestCallsAsync(string? clientId, Func<IReadOnlyList<PastCall>, bool> enough, CancellationToken cancellation)
    {
        var path = clientId is null ? "call_history" : "call_history_by_user/" + clientId;
        if (await wire.GetAsync(path + "/1", cancellation) is not { } first)
            return [];
        var top = Read(first);
        var pages = first.Number("pages_all") ?? 1;
        var isOldestFirst = pages > 1 && top is [var one, .., var other] && one.Start < other.Start;
        List<PastCall> calls = isOldestFirst ? [] : top;
        foreach (var page in (isOldestFirst ? Enumerable.Range(2, pages - 1).Reverse() : Enumerable.Range(2, pages - 1)).Take(MostPages))
        {
            if (enough(calls))
                break;
            if (await wire.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{path}/{page}"), cancellation) is { } more)
                calls = [.. calls, .. Read(more)];
        }

        if (isOldestFirst && !enough(calls))
            calls = [.. calls, .. top];
        return [.. calls.OrderByDescending(call => call.Start)];

        static List<PastCall> Read(JsonElement answer) => [.. answer.Rows("records").Concat(answer.Rows("calls")).Select(PastCall.Of).OfType<PastCall>()];
    }

    public async Task<IReadOnlyList<UonWebhookEntry>> WebhooksAsync(CancellationToken cancellation) =>
        await PagesAsync("webhook", "records", row => row.Id("id") is { } id ? new UonWebhookEntry(id, row.Number("type_id") ?? 0, row.Text("url") ?? "") : null, cancellation);

    /// <summary>U-ON calls by GET unless it is told otherwise.</summary>
    /// <returns>The new webhook's id.</returns>
    public Task<string> CreateWebhookAsync(int type, string url, CancellationToken cancellation) => CreateAsync("webhook/create",
        [("type_id", type.ToString(CultureInfo.InvariantCulture)), ("url", url), ("method", "POST"), ("note", "CallControl")], cancellation);

    /// <summary>One that is gone already is no problem.</summary>
    public async Task DeleteWebhookAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await PostAsync("webhook/delete/" + id, [], cancellation);
        }
        catch (CrmException e) when (e.Code == "404")
        {
            // As it shall be.
        }
    }

    private async Task<IReadOnlyList<T>> PagesAsync<T>(string path, string name, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class
    {
        var all = new List<T>();
        for (var page = 1; page <= MostPages; page++)
        {
            var answer = await wire.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{path}/{page}"), cancellation);
            all.AddRange((answer?.Rows(name) ?? []).Select(read).OfType<T>());
            if (answer?.Number("pages_all") is not { } pages || page >= pages)
                break;
        }

        return all;
    }

    private async Task<string> CreateAsync(string path, IEnumerable<(string, string)> fields, CancellationToken cancellation) =>
        (await PostAsync(path, fields, cancellation)).Id("id") ?? throw new CrmException("U-ON made something without an id") { Code = "200" };

    private Task<JsonElement> PostAsync(string path, IEnumerable<(string Name, string Value)> fields, CancellationToken cancellation) =>
        wire.PostAsync(path, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), cancellation);
}
