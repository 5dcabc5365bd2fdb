using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.MoySklad;

namespace CallControl.Crm.Tests.MoySklad;

public sealed class SettingsTests
{
    private static readonly MoySkladVendor Vendor = new();

    // As the seeds have it.
    private const string Seed = """
        {
          "phone_api_url": "https://api.moysklad.ru/api/phone/1.0",
          "integration_code": "MS_PHONE_KEY_PLACEHOLDER",
          "api_token": "MS_API_TOKEN_PLACEHOLDER",
          "webhook_uuid": "11111111-2222-4333-8444-555555555555",
          "webhook_url": "https://pbx.example.com/ms/webhook/11111111-2222-4333-8444-555555555555",
          "enabled": true,
          "notifications": {"call_notify_mode": "during", "notify_incoming": true, "notify_outgoing": false},
          "incoming_call_actions": {"create_client": true, "create_order": "none", "order_source": "Телефонный звонок"},
          "outgoing_call_actions": {"create_client": true, "create_order": "none", "order_source": "Исходящий звонок"},
          "employee_mapping": {"151": {"name": "Sample O.", "email": "oleg@example.com", "employee_id": "00000000-0000-11f0-0a80-000000000101"}}
        }
        """;

    [Theory]
    [InlineData(Seed)]
    [InlineData("{}")]
    [InlineData("""{"enabled":false,"integration_code":"","employee_mapping":null}""")]
    [InlineData("""{"enabled":true,"integration_code":"k","api_token":"t","incoming_call_actions":{"create_customers":true,"create_orders":false}}""")]
    public void Settings_of_the_seeds_are_right(string settings) => Problems(settings).ShouldBeEmpty();

    [Fact]
    public void Every_wrong_field_is_named_at_once()
    {
        const string wrong = """
            {
              "enabled": "yes",
              "phone_api_url": "http://api.moysklad.ru",
              "integration_code": "ключ",
              "api_token": 5,
              "main_api_limit": 100,
              "webhook_uuid": "abc",
              "webhook_signature": "maybe",
              "notifications": {"call_notify_mode": "sometimes", "notify_incoming": 1},
              "incoming_call_actions": {"create_client": "true", "create_order": "sometimes"},
              "outgoing_call_actions": [],
              "employee_mapping": {"15x": {"employee_id": "7af8c227"}, "152": {"email": "nobody"}}
            }
            """;

        Problems(wrong).ShouldBe(
        [
            "enabled", "phone_api_url", "integration_code", "api_token", "main_api_limit", "webhook_uuid", "webhook_signature", "notifications.call_notify_mode",
            "notifications.notify_incoming", "incoming_call_actions.create_client", "incoming_call_actions.create_order", "outgoing_call_actions",
            "employee_mapping.15x", "employee_mapping.15x.employee_id", "employee_mapping.152.employee_id", "employee_mapping.152.email",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_switched_on_account_needs_its_keys() =>
        Problems("""{"enabled":true,"incoming_call_actions":{"create_client":true}}""").ShouldBe(["integration_code", "api_token"]);

    [Fact]
    public void One_employee_has_one_extension() =>
        Problems("""{"employee_mapping":{"1":{"employee_id":"00000000-0000-11f0-0a80-000000000101"},"2":{"employee_id":"00000000-0000-11f0-0a80-000000000101"}}}""")
            .ShouldBe(["employee_mapping.2.employee_id"]);

    [Fact]
    public void What_is_no_object_is_refused() => Problems("[]").ShouldBe([""]);

    [Fact]
    public void A_webhook_address_is_made_once()
    {
        var settings = new JsonObject();

        Vendor.Complete(settings, new Uri("https://pbx.example.com/"));
        var first = settings.ToJsonString();
        Vendor.Complete(settings, new Uri("https://pbx.example.com/"));

        settings.ToJsonString().ShouldBe(first);
        settings["webhook_url"]!.GetValue<string>().ShouldBe($"https://pbx.example.com/ms/webhook/{settings["webhook_uuid"]}");
        Vendor.WebhookKeys(JsonSerializer.SerializeToElement(settings)).ShouldBe([settings["webhook_uuid"]!.GetValue<string>()]);
        Problems(settings.ToJsonString()).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Problems(string settings)
    {
        using var document = JsonDocument.Parse(settings);
        return [.. Vendor.Validate(document.RootElement).Select(problem => problem.Field)];
    }
}
