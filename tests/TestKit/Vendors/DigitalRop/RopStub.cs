using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CallControl.TestKit.Vendors.DigitalRop;

/// <summary>The call analytics as far as telephony uses it. It downloads and decodes each recording before it takes it, and refuses what the service refuses.</summary>
public sealed class RopStub : VendorStub
{
    /// <summary>What the service allows in a minute.</summary>
    public const int RequestsPerMinute = 60;

    private const string Root = "/api/v1/";

    private readonly ConcurrentDictionary<StubRequest, HeardAudio> _heard = new(ReferenceEqualityComparer.Instance);
    private readonly AudioEar _ear = new();
    private ImmutableList<RopAccount> _accounts = [];

    public Uri BaseUrl => new(Address, Root);

    /// <summary>Where an address leads that is not of this machine.</summary>
    public Func<Uri, Uri> Route { get; set; } = address => address;

    /// <summary>What it answers in place of its own, where the contract is silent; null: its own.</summary>
    public Func<StubRequest, StubAnswer?>? Instead { get; set; }

    public RopAccount Open(string key, int requests = RequestsPerMinute)
    {
        var account = new RopAccount(key, requests, Time);
        _accounts = _accounts.Add(account);
        return account;
    }

    protected override StubAnswer? Enter(StubRequest request) =>
        Find(request) is not { } account || account.Window.Enter() == TimeSpan.Zero ? null : TooMany();

    protected override void Leave(StubRequest request)
    {
        _heard.TryRemove(request, out _);
        Find(request)?.Window.Leave();
    }

    protected override StubAnswer Refuse(StubRequest request, VendorTrouble trouble) => trouble switch
    {
        VendorTrouble.TooMany => TooMany(),
        VendorTrouble.Unavailable => Error(503, "Внутренняя ошибка сервера"),
        _ => WrongKey(),
    };

    protected override async Task PrepareAsync(StubRequest request)
    {
        if (Find(request) is { } account && IsIngest(request, out var mayBeForm) && RopFields.Read(request, mayBeForm) is { Problem: null } fields
            && !IsKnown(account, fields.Values["call_id"]))
            _heard[request] = await _ear.ListenAsync(Route(new Uri(fields.Values["audio_url"])));
    }

    protected override StubAnswer Answer(StubRequest request)
    {
        if (Find(request) is not { } account)
            return WrongKey();
        if (Instead?.Invoke(request) is { } other)
            return other;
        if (IsIngest(request, out var mayBeForm))
            return Take(request, account, RopFields.Read(request, mayBeForm));
        return (request.Method, request.Path) switch
        {
            ("POST", Root + "settings/managers-update") => Replace(request, account, account.Managers, "managers", ["manager_id", "name", "surname", "middlename"], []),
            ("POST", Root + "settings/offices-update") => Offices(request, account),
            ("GET", Root + "tables/call-ready") => TableOf(request, account),
            _ => Error(404, "Запрашиваемый ресурс не найден"),
        };
    }

    private static bool IsIngest(StubRequest request, out bool mayBeForm)
    {
        mayBeForm = request.Path == Root + "calls/audio-upload";
        return request.Method == "POST" && (mayBeForm || request.Path == Root + "calls");
    }

    // Several requests of one call may be prepared at once; only one of them is answered at a time.
    private static bool IsKnown(RopAccount account, string call) => account.Calls.ToArray().Any(known => known.Id == call);

    private StubAnswer Take(StubRequest request, RopAccount account, RopFields fields)
    {
        if (fields.Problem is { } problem)
            return Error(400, problem);
        var id = fields.Values["call_id"];
        if (IsKnown(account, id))
            return Error(409, "Звонок с данным call_id уже обработан");
        var audio = _heard[request];
        if (audio.Problem is { } unheard)
            return Error(400, "Файл не является аудио: " + unheard);
        if (fields.Values.TryGetValue("duration", out var told) && Math.Abs(int.Parse(told, CultureInfo.InvariantCulture) - audio.Duration.TotalSeconds) > 2)
            request.Remarks.Add($"duration {told} of a sound of {audio.Duration}");
        account.Calls.Add(new StubRopCall(fields.Values, fields.IsForm, audio));
        return new StubAnswer(200, new JsonObject { ["data"] = account.OwnCallId ?? id, ["error"] = false, ["message"] = "Звонок успешно получен и поставлен в очередь на анализ" });
    }

    private static StubAnswer Offices(StubRequest request, RopAccount account)
    {
        var answer = Replace(request, account, account.Offices, "offices", ["office_title", "office_id"], ["leader_ids", "managers_ids"]);
        var managers = account.Managers.Select(manager => manager["manager_id"]!.ToString()).ToHashSet();
        foreach (var id in account.Offices.SelectMany(office => office["leader_ids"]!.AsArray().Concat(office["managers_ids"]!.AsArray())).Where(id => !managers.Contains(id!.ToString())))
            request.Remarks.Add($"nobody is manager {id}");
        return answer;
    }

    private static StubAnswer Replace(StubRequest request, RopAccount account, List<JsonObject> rows, string name, string[] texts, string[] lists)
    {
        if (!request.Header("Content-Type").StartsWith("application/json", StringComparison.Ordinal) || request.Json() is not JsonObject body || body[name] is not JsonArray sent || body.Count != 1)
            return Error(400, "Некорректные параметры запроса");
        foreach (var row in sent)
        {
            if (row is not JsonObject fields || fields.Count != texts.Length + lists.Length || texts.Any(text => fields[text]?.GetValueKind() != JsonValueKind.String)
                || lists.Any(list => fields[list] is not JsonArray ids || ids.Any(id => id?.GetValueKind() != JsonValueKind.String)) || fields[texts[0]]!.ToString().Length == 0)
                return Error(400, "Некорректные параметры запроса");
        }

        rows.Clear();
        rows.AddRange(sent.Select(row => (JsonObject)row!.DeepClone()));
        return account.IsSilentAboutSettings ? new StubAnswer(200) : new StubAnswer(200, new JsonObject { ["data"] = false, ["error"] = false, ["message"] = "Обновлено" });
    }

    private static StubAnswer TableOf(StubRequest request, RopAccount account)
    {
        var (table, call) = (request.Query["tab"].ToString(), request.Query["call"].ToString());
        if (table.Length == 0 || call.Length == 0)
            return Error(400, "Некорректные параметры запроса");
        return new StubAnswer(200, account.Tables.TryGetValue((table, call), out var fields)
            ? new JsonObject { ["ready"] = true, ["data"] = fields.DeepClone() }
            : new JsonObject { ["ready"] = false });
    }

    private RopAccount? Find(StubRequest request) => request.Query["apiKey"] is [var key] ? _accounts.Find(account => account.Key == key) : null;

    private static StubAnswer WrongKey() => Error(401, "apiKey не валиден");

    private static StubAnswer TooMany() => new(429, ErrorBody("Превышен лимит запросов")) { Headers = { ["Retry-After"] = "1" } };

    private static StubAnswer Error(int status, string message) => new(status, ErrorBody(message));

    private static JsonObject ErrorBody(string message) => new() { ["data"] = false, ["error"] = true, ["message"] = message };
}
