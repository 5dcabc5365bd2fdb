using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm;
using CallControl.Crm.RetailCrm.Webhook;

namespace CallControl.Crm.Tests.RetailCrm;

/// <summary>Settings, module, users, connection test, webhook.</summary>
public sealed class AccountTests : RetailCrmTest
{
    private static readonly RetailCrmVendor Vendor = new();

    [Fact]
    public void All_that_is_wrong_with_settings_is_said_at_once()
    {
        var json = JsonElement.Parse("""
            {"enabled":true,"api_url":"http://demo.retailcrm.ru","api_key":"ключ","client_id":"short","module_code":"a b","external_phones":{"12":"shop"},
             "incoming_call_actions":{"create_order":"sometimes"},"employee_mapping":{"15x":{},"101":{"employee_id":"me"},"102":{"employee_id":7},"103":{"employee_id":"7"}}}
            """);

        Vendor.Validate(json).Select(problem => problem.Field).ShouldBe(
            ["api_url", "api_key", "client_id", "module_code", "external_phones.12", "incoming_call_actions.create_order", "employee_mapping.15x",
             "employee_mapping.15x.employee_id", "employee_mapping.101.employee_id", "employee_mapping.103.employee_id"],
            ignoreOrder: true);
    }

    [Fact]
    public void Secrets_and_addresses_are_made_once()
    {
        var settings = new JsonObject();
        Vendor.Complete(settings, new Uri("https://pbx.example.com/"));
        var before = settings.DeepClone();

        Vendor.Complete(settings, new Uri("https://pbx.example.com/"));

        JsonNode.DeepEquals(settings, before).ShouldBeTrue();
        settings["client_id"]!.ToString().Length.ShouldBeGreaterThan(30);
        settings["make_call_url"]!.ToString().ShouldBe("https://pbx.example.com/retailcrm/make-call");
        Vendor.Validate(JsonSerializer.SerializeToElement(settings)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_module_is_registered_with_extensions_and_numbers_and_switched_off()
    {
        Account.Modules.Clear();
        var on = Configure(settings => settings["external_phones"] = new JsonObject { ["+375170000001"] = "main-shop", ["+375170000002"] = "no-shop" });

        var info = await Vendor.RegisterModuleAsync(on, Parts, CancellationToken.None);
        var module = Account.Modules["callcontrol-1"].DeepClone();
        await Vendor.RegisterModuleAsync(Configure(settings => settings["enabled"] = false), Parts, CancellationToken.None);

        info.ShouldNotBeNull().NotExistSiteCodes.ShouldBe(["no-shop"]);
        var telephony = module["integrations"]!["telephony"]!;
        telephony["makeCallUrl"]!.ToString().ShouldBe("https://pbx.example.com/retailcrm/make-call");
        telephony["additionalCodes"]!.AsArray().Count.ShouldBe(2);
        telephony["externalPhones"]![0]!["externalPhone"]!.ToString().ShouldBe("+375170000001");
        Account.IsTelephonyOn.ShouldBeFalse();
        Lab.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
    }

    [Fact]
    public async Task Extensions_and_numbers_that_were_entered_in_RetailCRM_survive_a_registration_that_has_none()
    {
        Account.Modules["callcontrol-1"]["integrations"]!["telephony"]!["externalPhones"] =
            new JsonArray(new JsonObject { ["siteCode"] = "main-shop", ["externalPhone"] = "+375170000001" });

        await Vendor.RegisterModuleAsync(Configure(settings => settings["employee_mapping"] = null), Parts, CancellationToken.None);

        Account.Codes.Select(code => code.Code).ShouldBe(["101", "102"]);
        Account.Modules["callcontrol-1"]["integrations"]!["telephony"]!["externalPhones"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_registered_has_another_fingerprint_only_when_it_is_something_else()
    {
        var before = RetailCrmVendor.ModuleFingerprint(Configure().Settings);

        before.ShouldNotBeNull();
        RetailCrmVendor.ModuleFingerprint(Configure(settings => settings["notifications"]!["notify_incoming"] = false).Settings).ShouldBe(before);
        RetailCrmVendor.ModuleFingerprint(Configure(settings => settings["employee_mapping"]!.AsObject().Remove("102")).Settings).ShouldNotBe(before);
        RetailCrmVendor.ModuleFingerprint(Configure(settings => settings["enabled"] = false).Settings).ShouldNotBe(before);
        RetailCrmVendor.ModuleFingerprint(Configure(settings => settings["make_call_url"] = null).Settings).ShouldBeNull();
    }

    [Theory]
    [InlineData("+375170000001", true)]
    [InlineData(" 375170000001", true)]
    [InlineData("375170000001", true)]
    [InlineData("+375170000009", false)]
    [InlineData("shop", false)]
    [InlineData(null, false)]
    public void Only_a_number_of_the_enterprises_own_is_shown_to_clients(string? written, bool own)
    {
        var settings = Configure(settings => settings["external_phones"] = new JsonObject { ["+375170000001"] = "main-shop" }).Settings;

        (RetailCrmVendor.OwnNumber(settings, written) == PhoneNumber.Parse("+375170000001")).ShouldBe(own);
    }

    [Fact]
    public async Task The_connection_test_walks_stores_users_and_module()
    {
        var well = await Lab.Vendor.TestConnectionAsync(Configure(), Parts, CancellationToken.None);
        Account.Users[0].IsActive = false;
        Account.Sites.Add("second-shop");
        Account.Modules.Clear();

        var ill = await Lab.Vendor.TestConnectionAsync(Configure(), Parts, CancellationToken.None);

        well.Select(check => (check.Name, check.Ok)).ShouldBe([("sites", true), ("users", true), ("module", true), ("telephony", true)]);
        ill.ShouldAllBe(check => !check.Ok);
        Lab.Stub.Journal.ShouldAllBe(entry => !entry.Request.Path.Contains("credentials", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_key_and_a_key_without_rights_are_told_apart()
    {
        Account.Scopes.Remove("user");

        var lacking = await Lab.Vendor.TestConnectionAsync(Configure(), Parts, CancellationToken.None);
        var wrong = await Lab.Vendor.TestConnectionAsync(Configure(settings => settings["api_key"] = "another"), Parts, CancellationToken.None);

        lacking.Single(check => !check.Ok).Text.ShouldContain("may not do this");
        wrong[0].Text.ShouldContain("does not accept api_key");
    }

    [Fact]
    public async Task A_key_without_telephony_fails_the_connection_test()
    {
        Account.Scopes.Remove("telephony");

        var checks = await Lab.Vendor.TestConnectionAsync(Configure(), Parts, CancellationToken.None);

        var wrong = checks.Single(check => !check.Ok);
        (wrong.Name, wrong.Text.Contains("may not use telephony", StringComparison.Ordinal)).ShouldBe(("telephony", true), wrong.Text);
    }

    [Fact]
    public async Task Users_come_with_the_extensions_that_they_have_there()
    {
        Account.Employ("Nobody");

        var users = await Vendor.LoadUsersAsync(Configure(settings => settings["employee_mapping"] = null), Parts, CancellationToken.None);

        users.Select(user => (user.Name, user.Extension)).ShouldBe([("Oleg", "101"), ("Pavel", "102"), ("Nobody", null)]);
        (await Lab.Vendor.LoadEmployeesAsync(Configure(), Parts, CancellationToken.None)).Select(employee => employee.Extension).ShouldBe(["101", "102"]);
    }

    [Theory]
    [InlineData("""{"event":"customer.edit","customer_id":60,"phone":"+375290000001"}""")]
    [InlineData("""{"customer":{"id":"60","phones":[{"number":"8 029 000-00-01"}]}}""")]
    [InlineData("""{"order":{"id":7,"phone":"375290000001","customer":{"id":60,"site":"x"}}}""")]
    public void A_triggers_payload_is_read_in_whatever_form(string json)
    {
        var changed = ChangedData.Read(JsonElement.Parse(json), PhoneCountry.Find("BY"));

        changed.Customers.ShouldBe([60]);
        changed.Phones.ShouldBe([PhoneNumber.Parse("+375290000001")]);
    }
}
