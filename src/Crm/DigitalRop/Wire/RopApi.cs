using System.Globalization;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop.Calls;
using CallControl.Crm.DigitalRop.Settings;
using CallControl.Crm.DigitalRop.Structure;

namespace CallControl.Crm.DigitalRop.Wire;

/// <summary>The methods of the service.</summary>
internal sealed class RopApi(RopWire wire, RopSettings settings)
{
    private const string TableReady = "tables/call-ready";
    private const int WindowsPerMinute = 6;

    // A sixth of what a minute allows in a little more than a sixth of a minute: no minute, wherever it begins, has more, and nobody waits for a whole one.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10.2);

    /// <summary>Null when the account has no address or key.</summary>
    public static RopApi? Open(RopSettings settings, DigitalRopTimings timings, CrmParts parts)
    {
        if (settings.BaseUrl is not { } address || settings.ApiKey.Length == 0)
            return null;
        var limit = settings.RatePerMinute >= WindowsPerMinute
            ? new CrmLimit(settings.RatePerMinute / WindowsPerMinute, Window, 4)
            : new CrmLimit(settings.RatePerMinute, TimeSpan.FromSeconds(61), 4);
        var http = parts.Http.Create(new CrmApi("analysis", limit) { CountedBy = $"{address} {settings.ApiKey}", Timeout = timings.Request });
        return new RopApi(new RopWire(http, address, settings.ApiKey, parts.Time), settings);
    }

    public Task<RopAnswer> SendCallAsync(SentCall call, CancellationToken cancellation)
    {
        List<(string, string)> fields =
        [
            ("manager_id", call.ManagerId), ("call_id", call.CallId), ("deal_id", call.DealId), ("audio_url", call.Audio.AbsoluteUri),
            ("duration", call.Seconds.ToString(CultureInfo.InvariantCulture)),
        ];
        if (call.DealStageId is { } stage)
            fields.Add(("deal_stage_id", stage));
        if (settings.AsForm)
            return wire.PostFormAsync(settings.IngestPath, fields, cancellation);
        return wire.PostJsonAsync(settings.IngestPath, fields.ToDictionary(field => field.Item1, field => field.Item1 == "duration" ? (object)call.Seconds : field.Item2), cancellation);
    }

    /// <summary>All of them: whether the list replaces or adds is not documented.</summary>
    public Task SendManagersAsync(IEnumerable<StaffManager> managers, CancellationToken cancellation) => wire.PostSettingsAsync(
        "settings/managers-update",
        new { managers = managers.Select(manager => new { manager_id = manager.Id, name = manager.Name, surname = manager.Surname, middlename = manager.MiddleName }) }, cancellation);

    /// <summary>All of them. The names of the two lists differ in their plural.</summary>
    public Task SendOfficesAsync(IEnumerable<StaffOffice> offices, CancellationToken cancellation) => wire.PostSettingsAsync(
        "settings/offices-update",
        new { offices = offices.Select(office => new { office_title = office.Title, office_id = office.Id, leader_ids = office.LeaderIds, managers_ids = office.ManagerIds }) }, cancellation);

    /// <summary>Asks for a table and a call that nobody knows, which changes nothing: the service answers and takes the key when this does not throw.</summary>
    public Task TryAsync(CancellationToken cancellation) => AskAsync("callcontrol-test", Guid.Empty.ToString(), cancellation);

    /// <summary>Asks for the result of a table.</summary>
    /// <returns>The whole answer; null when it is not ready, which also 404 means.</returns>
    public async Task<JsonElement?> FindTableAsync(string table, string call, CancellationToken cancellation)
    {
        try
        {
            var answer = (await AskAsync(table, call, cancellation)).Body;
            return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("ready", out var ready) && ready.ValueKind == JsonValueKind.True
                && answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                ? answer
                : null;
        }
        catch (CrmException e) when (e is { IsTransient: false, IsAccountProblem: false })
        {
            // "Not ready" is not documented: whatever is no answer is none.
            return null;
        }
    }

    private Task<RopAnswer> AskAsync(string table, string call, CancellationToken cancellation) => wire.GetAsync(TableReady, [("tab", table), ("call", call)], cancellation);
}
