using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.DigitalRop;
using CallControl.Crm.DigitalRop.Results;

namespace CallControl.Crm.Tests.DigitalRop;

public sealed class SettingsTests
{
    private static readonly DigitalRopVendor Vendor = new(new NotedCalls());

    [Theory]
    [InlineData("http://10.28.32.81/api/v1/", true)]
    [InlineData("http://192.168.1.2/api/v1", true)]
    [InlineData("http://127.0.0.1:5000/api/v1", true)]
    [InlineData("http://analytics.internal/api/v1", true)]
    [InlineData("http://analytics/api/v1", true)]
    [InlineData("http://rop.local/api/v1", true)]
    [InlineData("http://rop.office.lan/api/v1", true)]
    [InlineData("http://[fd00::7]/api/v1", true)]
    [InlineData("http://[2001:db8::7]/api/v1", false)]
    [InlineData("http://local/api/v1", true)]
    [InlineData("https://rop.example.com/api/v1", true)]
    [InlineData("http://rop.example.com/api/v1", false)]
    [InlineData("http://172.32.0.1/api/v1", false)]
    [InlineData("ftp://10.0.0.1/", false)]
    [InlineData("10.0.0.1", false)]
    public void The_key_travels_without_encryption_in_private_networks_alone(string address, bool isRight)
    {
        var problems = Problems(new JsonObject { ["enabled"] = true, ["base_url"] = address, ["api_key"] = "k" });

        problems.ShouldBe(isRight ? [] : ["base_url"]);
    }

    [Fact]
    public void Every_wrong_field_is_named()
    {
        Problems(JsonNode.Parse("""
            {"enabled": true, "ingest_path": "x", "encoding": "xml", "rate_per_minute": 61, "max_audio_mb": 101, "max_duration_s": 2701, "allowed_formats": ["flac"],
             "min_duration_s": -1, "directions": "up", "extensions": ["a"], "except_extensions": 5, "without_deal": "no", "leaders": ["x"], "managers": [],
             "offices": {"n": {"leaders": "101"}}, "tables": {"default": {"poll": true}}, "checklists": {"c": {"poll": true}}, "comment_to_crm": 1}
            """)!).ShouldBe(
            [
                "base_url", "api_key", "ingest_path", "encoding", "rate_per_minute", "max_audio_mb", "max_duration_s", "allowed_formats", "min_duration_s", "directions", "extensions",
                "except_extensions", "without_deal", "leaders", "managers", "offices.n.leaders", "tables.default.poll", "checklists.c.poll", "comment_to_crm",
            ],
            ignoreOrder: true);
        Problems(JsonNode.Parse("""{"ingest_path": "calls", "encoding": "form"}""")!).ShouldBe(["encoding"]);
        Problems(new JsonObject()).ShouldBeEmpty();
    }

    [Fact]
    public void Each_checklist_and_table_gets_an_address_of_its_own_and_keeps_it()
    {
        var settings = (JsonObject)JsonNode.Parse("""{"checklists": {"Скрипт": {}}, "tables": {"TBL_1": {"secret": ""}}}""")!;

        Vendor.Complete(settings, null);
        var first = DigitalRopVendor.Webhooks(JsonSerializer.SerializeToElement(settings));
        Vendor.Complete(settings, null);
        var second = DigitalRopVendor.Webhooks(JsonSerializer.SerializeToElement(settings));

        first.Select(webhook => (webhook.Kind, webhook.Name)).ShouldBe(
            [(ResultKind.Checklist, "Скрипт"), (ResultKind.Checklist, "default"), (ResultKind.Table, "TBL_1"), (ResultKind.Table, "default")], ignoreOrder: true);
        first.Select(webhook => webhook.Path).Distinct().Count().ShouldBe(4);
        first.Select(webhook => webhook.Path.Split('/')[^1].Length).Distinct().ShouldBe([48]);
        second.ShouldBe(first);
        Vendor.WebhookKeys(JsonSerializer.SerializeToElement(settings)).ShouldBe(first.Select(webhook => webhook.Path["/digitalrop/".Length..]));
    }

    [Fact]
    public void An_address_stays_when_other_names_come_and_go_and_an_empty_secret_asks_for_a_new_one()
    {
        var stored = (JsonObject)JsonNode.Parse("""
            {"checklists": {"default": {"secret": "d"}, "Скрипт": {"secret": "s"}, "Старый": {"secret": "o"}}, "tables": {"default": {"secret": "t"}, "TBL_1": {"secret": "1"}}}
            """)!;
        var settings = (JsonObject)JsonNode.Parse("""{"checklists": {"Скрипт": {}, "Новый": {}}, "tables": {"TBL_1": {"secret": "", "poll": false}}}""")!;

        Vendor.Keep(settings, stored);
        Vendor.Complete(settings, null);

        string Secret(string kind, string name) => settings[kind]![name]!["secret"]!.ToString();
        (Secret("checklists", "default"), Secret("checklists", "Скрипт"), Secret("tables", "default")).ShouldBe(("d", "s", "t"));
        settings["checklists"]!.AsObject().Select(address => address.Key).ShouldBe(["Скрипт", "Новый", "default"]);
        (Secret("checklists", "Новый").Length, Secret("tables", "TBL_1").Length).ShouldBe((48, 48));
    }

    private static IEnumerable<string> Problems(JsonNode settings) => Vendor.Validate(JsonSerializer.SerializeToElement(settings)).Select(problem => problem.Field);
}
