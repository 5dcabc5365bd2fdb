using System.Globalization;
using System.Text.Json;

namespace CallControl.Crm.DigitalRop.Results;

/// <summary>
/// Reads what webhooks bring: <c>{"call_id","manager_id","checklist_name","total_score":18,"max_score":20,"completion_percentage":90,"stages":[{"stage_name","status"}],
/// "timestamp"}</c> or <c>{"call_id","table_id","table_name","extracted_data":{…},"timestamp"}</c>; and what <c>tables/call-ready</c> answers: <c>{"ready":true,"data":{…}}</c>.
/// Unknown fields are kept, numbers may be texts.
/// </summary>
public static class ResultReader
{
    private const int LongestName = 300;

    /// <returns>The result, or what is wrong, for people.</returns>
    public static (AnalysisResult? Result, string? Problem) ReadWebhook(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return (null, "must be a JSON object");
        if (Text(body, "call_id") is not { Length: <= LongestName } call)
            return (null, "call_id is missing");
        var (kind, subject) = (Text(body, "checklist_name"), Text(body, "table_id")) switch
        {
            (_, { } table) => (ResultKind.Table, table),
            ({ } checklist, _) => (ResultKind.Checklist, checklist),
            _ => (ResultKind.Checklist, null),
        };
        if (subject is not { Length: <= LongestName })
            return (null, "neither checklist_name nor table_id is there");
        return (new AnalysisResult(kind, call, subject, body)
        {
            Title = kind == ResultKind.Table ? Text(body, "table_name") ?? subject : subject,
            ManagerId = Text(body, "manager_id"),
            TotalScore = Number(body, "total_score"),
            MaxScore = Number(body, "max_score"),
            Percentage = Number(body, "completion_percentage"),
            FailedStages = kind == ResultKind.Checklist ? Failed(body) : [],
            At = Time(body, "timestamp"),
        }, null);
    }

    public static AnalysisResult ReadTable(string call, string table, JsonElement answer) => new(ResultKind.Table, call, table, answer)
    {
        Title = Text(answer, "table_name") ?? table,
        At = Time(answer, "timestamp"),
    };

    private static List<string> Failed(JsonElement body) => body.TryGetProperty("stages", out var stages) && stages.ValueKind == JsonValueKind.Array
        ? [.. stages.EnumerateArray().Where(stage => stage.ValueKind == JsonValueKind.Object && Text(stage, "status") == "failed")
            .Select(stage => Text(stage, "stage_name") ?? Text(stage, "stage_id")).OfType<string>()]
        : [];

    private static string? Text(JsonElement fields, string name)
    {
        var text = fields.TryGetProperty(name, out var field) && field.ValueKind is JsonValueKind.String or JsonValueKind.Number ? field.ToString().Trim() : "";
        return text.Length == 0 ? null : text;
    }

    private static decimal? Number(JsonElement fields, string name) =>
        decimal.TryParse(Text(fields, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e9m ? number : null;

    private static DateTimeOffset? Time(JsonElement fields, string name) =>
        DateTimeOffset.TryParse(Text(fields, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
