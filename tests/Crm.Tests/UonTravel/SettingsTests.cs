using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.UonTravel;

namespace CallControl.Crm.Tests.UonTravel;

public sealed class SettingsTests
{
    private static readonly UonTravelVendor Vendor = new();

    [Theory]
    [InlineData("{}")]
    [InlineData("""
        {"enabled": true, "api_key": "UON_KEY_PLACEHOLDER", "account_id": "50001", "subdomain": "id50001.u-on.ru", "primary": false, "log_calls": true,
         "user_extensions": {"2": "101", "4": 102}, "webhooks": {"47": "12", "3": "13", "4": 14},
         "incoming_call_actions": {"create_client_on_call": true,  "status_lead_active": 1, "status_lead_no_open": "2", "status_lead_no_leads": ""},
         "outgoing_call_actions": {"create_client_on_call": false, "create_lead": "if_no_request", "status_lead_active": null}}
        """)]
    public void Settings_of_the_seeds_are_right(string settings) => Problems(settings).ShouldBeEmpty();

    [Fact]
    public void Every_wrong_field_is_named_at_once() =>
        Problems("""
            {"enabled": "yes", "api_url": "http://api.u-on.ru", "api_key": "a/b", "account_id": "x", "subdomain": "a b", "user_extensions": {"ivan": "101", "2": "10x"},
             "notifications": [], "incoming_call_actions": {"create_lead": "sometimes", "status_lead_active": "new"}, "webhook_networks": ["here"]}
            """).ShouldBe([
            "enabled", "api_url", "api_key", "account_id", "subdomain", "user_extensions.ivan", "user_extensions.2", "notifications", "incoming_call_actions.create_lead",
            "incoming_call_actions.status_lead_active", "webhook_networks",
        ], ignoreOrder: true);

    [Fact]
    public void A_switched_on_account_needs_its_key() => Problems("""{"enabled":true}""").ShouldBe(["api_key"]);

    [Fact]
    public void A_secret_for_the_webhook_is_made_once()
    {
        var settings = new JsonObject();

        Vendor.Complete(settings, null);
        var first = settings.ToJsonString();
        Vendor.Complete(settings, null);

        settings.ToJsonString().ShouldBe(first);
        settings["webhook_secret"]!.GetValue<string>().Length.ShouldBe(48);
        Problems(first).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"account_id":50001}""", "50001 id50001.u-on.ru")]
    [InlineData("""{"subdomain":"https://Agency.U-ON.ru/"}""", "agency.u-on.ru")]
    [InlineData("""{"subdomain":"agency"}""", "agency.u-on.ru")]
    [InlineData("{}", "")]
    public void An_account_is_known_by_its_id_and_its_host(string settings, string keys) =>
        string.Join(' ', Vendor.WebhookKeys(JsonElement.Parse(settings))).ShouldBe(keys);

    private static IReadOnlyList<string> Problems(string settings) => [.. Vendor.Validate(JsonElement.Parse(settings)).Select(problem => problem.Field)];
}
