using System.Text.Json;
using CallControl.Crm.DigitalRop.Results;

namespace CallControl.Crm.Tests.DigitalRop;

public sealed class ResultTests
{
    // As the service's documentation has it.
    private const string Checklist = """
        {"call_id":"call_789456","manager_id":"12345","checklist_name":"Чек-лист (тест 001)","total_score":18,"max_score":20,"completion_percentage":90,
         "stages":[{"stage_id":"S_1","stage_name":"Критерии поиска","score":1,"percentage":85,"status":"completed","comment":"c","quote":"q"},
                   {"stage_id":"S_2","stage_name":"Бюджет","score":-1,"percentage":15,"status":"failed","comment":"c","quote":""}],
         "timestamp":"2025-09-17T14:30:00Z"}
        """;

    private const string Table = """
        {"call_id":"call_789456","table_id":"table_conversion","table_name":"Анализ конверсии","extracted_data":{"client_name":"Ира"},"processing_time":"00:02:35","timestamp":"2025-09-17T14:32:35Z"}
        """;

    [Fact]
    public void A_checklist_has_its_score_and_what_failed()
    {
        var result = Read(Checklist);

        (result.Kind, result.CallId, result.Subject, result.ManagerId).ShouldBe((ResultKind.Checklist, "call_789456", "Чек-лист (тест 001)", "12345"));
        (result.TotalScore, result.MaxScore, result.Percentage).ShouldBe((18, 20, 90));
        result.FailedStages.ShouldBe(["Бюджет"]);
        result.At.ShouldBe(new DateTimeOffset(2025, 9, 17, 14, 30, 0, TimeSpan.Zero));
        ResultText.Of(result).ShouldBe("Цифровой РОП, «Чек-лист (тест 001)»: 18 из 20 (90%)\nНе выполнено: Бюджет");
    }

    [Fact]
    public void A_table_is_known_by_its_id()
    {
        var result = Read(Table);

        (result.Kind, result.Subject, result.Title).ShouldBe((ResultKind.Table, "table_conversion", "Анализ конверсии"));
        result.Body.GetProperty("extracted_data").GetProperty("client_name").GetString().ShouldBe("Ира");
        ResultText.Of(result).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"call_id":7,"checklist_name":"c","total_score":"18.5","max_score":null,"completion_percentage":"x","stages":{"a":1},"timestamp":"yesterday"}""")]
    [InlineData("""{"call_id":"7","checklist_name":"c","total_score":18.5,"stages":[null,1,{"status":"failed"}],"unknown":{"deep":[1]}}""")]
    public void What_is_odd_is_left_out_and_the_rest_is_read(string body)
    {
        var result = Read(body);

        (result.CallId, result.TotalScore, result.MaxScore, result.Percentage, result.At).ShouldBe(("7", 18.5m, null, null, null));
        result.FailedStages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("""{"checklist_name":"c"}""", "call_id")]
    [InlineData("""{"call_id":" ","checklist_name":"c"}""", "call_id")]
    [InlineData("""{"call_id":"7"}""", "checklist_name")]
    public void What_belongs_to_nothing_is_refused_with_a_reason(string body, string problem) =>
        ResultReader.ReadWebhook(JsonElement.Parse(body)).Problem!.ShouldContain(problem);

    private static AnalysisResult Read(string body)
    {
        var (result, problem) = ResultReader.ReadWebhook(JsonElement.Parse(body));
        problem.ShouldBeNull();
        return result!;
    }
}
