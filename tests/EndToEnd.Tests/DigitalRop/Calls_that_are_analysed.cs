using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;

namespace CallControl.EndToEnd.Tests.DigitalRop;

/// <summary>From a real call through two Asterisks to a stored result; the service downloads and decodes the MP3 as a stranger.</summary>
public sealed class Calls_that_are_analysed(RopLab fixture) : CallTest(fixture.Lab), IClassFixture<RopLab>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_call_to_a_virtual_number_is_heard_by_the_service_and_its_results_stand_with_the_call()
    {
        var (caller, owner) = await TalkAsync(101);
        await (await ToneTalk.BeginAsync(caller, owner)).CallerHangsUpAsync();
        await Poll.UntilAsync(() => fixture.Account.Calls.Count > 0, Patience, "the service has the call");
        var sent = fixture.Account.Calls.ShouldHaveSingleItem();
        fixture.Account.Tables[(RopLab.Table, sent.Id)] = new JsonObject { ["client_name"] = "Ира" };
        using var stranger = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(fixture.PublicUrl) };
        var webhook = await stranger.PostAsync(await WebhookAsync(), JsonContent.Create(Checklist(sent.Id)));
        JsonNode? analysis = null;
        await Poll.UntilAsync(async () => (analysis = await AnalysisAsync(sent.Id))?["results"]!.AsArray().Count == 2, Patience, "both results are with the call");

        sent.ManagerId.ShouldBe("mgr_101");
        sent.AudioUrl.ShouldStartWith(fixture.PublicUrl + "/recordings/");
        sent.Audio.Format.ShouldBe("mp3");
        sent.Audio.Duration.TotalSeconds.ShouldBe(double.Parse(sent.Fields["duration"], System.Globalization.CultureInfo.InvariantCulture), 1);
        sent.Audio.Duration.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        fixture.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        webhook.StatusCode.ShouldBe(HttpStatusCode.OK);
        analysis!["requests"]![0]!["state"]!.ToString().ShouldBe("sent");
        var results = analysis["results"]!.AsArray().ToDictionary(result => result!["kind"]!.ToString(), result => result!);
        (results["checklist"]["source"]!.ToString(), (int)results["checklist"]["completion_percentage"]!, results["checklist"]["failed_stages"]![0]!.ToString())
            .ShouldBe(("webhook", 90, "Бюджет"));
        (results["table"]["source"]!.ToString(), results["table"]["result"]!["data"]!["client_name"]!.ToString()).ShouldBe(("poll", "Ира"));
        fixture.Account.Managers.ShouldHaveSingleItem()["surname"]!.ToString().ShouldBe("Иванов");
        fixture.Account.Offices.ShouldHaveSingleItem()["office_title"]!.ToString().ShouldBe("June");
    }

    private static JsonObject Checklist(string call) => (JsonObject)JsonNode.Parse($$"""
        {"call_id": "{{call}}", "manager_id": "mgr_101", "checklist_name": "Скрипт", "total_score": 18, "max_score": 20, "completion_percentage": 90,
         "stages": [{"stage_id": "S_2", "stage_name": "Бюджет", "score": -1, "percentage": 15, "status": "failed", "comment": "c", "quote": ""}], "timestamp": "2026-01-15T10:30:00Z"}
        """)!;

    private async Task<Uri> WebhookAsync()
    {
        var addresses = await Lab.Http.GetFromJsonAsync<JsonObject>(new Uri("/digitalrop-admin/api/webhooks/0367", UriKind.Relative));
        return new Uri(addresses!["items"]!.AsArray().Single(item => item!["name"]!.ToString() == "Скрипт")!["url"]!.ToString());
    }

    private async Task<JsonNode?> AnalysisAsync(string call) => (await Lab.Http.GetFromJsonAsync<JsonObject>(new Uri($"/api/v1/calls/{call}", UriKind.Relative)))!["analysis"];
}
