using System.Net;
using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.RetailCrm;

namespace CallControl.CallControl.Tests.RetailCrm;

/// <summary>Our module in RetailCRM, which has to be what the settings say.</summary>
public sealed class RetailCrmModuleTests(PostgresFixture postgres) : RetailCrmHostTest(postgres)
{
    [Fact]
    public async Task The_module_follows_the_settings()
    {
        var module = Account.Modules.ShouldHaveSingleItem().Value;
        await SaveAsync(new JsonObject { ["external_phones"] = new JsonObject { ["+375170000001"] = "main-shop" } });
        await Poll.UntilAsync(() => Telephony()["externalPhones"]?.AsArray().Count == 1, Patience, "the number is registered");
        await SaveAsync(new JsonObject { ["enabled"] = false });
        await Poll.UntilAsync(() => !Account.IsTelephonyOn, Patience, "the module is switched off");

        module["clientId"]!.ToString().ShouldBe(ClientId);
        module["integrations"]!["telephony"]!["makeCallUrl"]!.ToString().ShouldBe("https://pbx.example.com/retailcrm/make-call");
        Stub.Journal.Count(entry => entry.Request.Path.EndsWith("/edit", StringComparison.Ordinal)).ShouldBe(3);
        // Written down once RetailCRM has answered.
        await Poll.UntilAsync(
            async () => await App.Database.ScalarAsync<int>("SELECT count(*) FROM retailcrm_modules WHERE problem IS NULL AND NOT active") == 1, Patience, "it is known to be off");
    }

    [Fact]
    public async Task A_module_that_RetailCRM_has_lost_is_registered_again_when_the_same_settings_are_saved_once_more()
    {
        Account.Modules.Clear();

        await SaveAsync([]);

        await Poll.UntilAsync(() => Account.IsTelephonyOn, Patience, "the module is registered");
    }

    [Fact]
    public async Task A_module_whose_settings_are_removed_is_switched_off()
    {
        (await App.SendAsync(HttpMethod.Put, "/api/v1/enterprises/0367", """{"integrations_config":{"retailcrm":null}}""")).Status.ShouldBe(HttpStatusCode.OK);

        Account.IsTelephonyOn.ShouldBeFalse();
        Account.Modules.ShouldHaveSingleItem();
        (await App.Database.ScalarAsync<int>("SELECT count(*) FROM retailcrm_modules")).ShouldBe(0);
    }

    [Fact]
    public async Task A_module_in_an_account_that_the_enterprise_leaves_is_switched_off_there()
    {
        await using var other = new RetailCrmStub();
        await other.StartAsync();
        var account = other.Open(Key + "2");
        var user = account.Employ("Oleg");

        await SaveAsync(new JsonObject
        {
            ["api_url"] = other.ApiAddress.ToString(),
            ["api_key"] = account.Key,
            ["employee_mapping"] = new JsonObject { ["101"] = new JsonObject { ["employee_id"] = user.Id } },
        });

        Account.IsTelephonyOn.ShouldBeFalse();
        await Poll.UntilAsync(() => account.IsTelephonyOn, Patience, "the module is registered in the other account");
    }

    [Fact]
    public async Task A_module_of_a_deleted_enterprise_is_switched_off()
    {
        (await App.SendAsync(HttpMethod.Delete, "/api/v1/enterprises/0367", null)).Status.ShouldBe(HttpStatusCode.NoContent);

        Account.IsTelephonyOn.ShouldBeFalse();
        Account.Modules.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_module_whose_first_registration_was_not_answered_is_switched_off_with_the_account()
    {
        await App.Database.ExecuteAsync("DELETE FROM retailcrm_modules");
        Account.Modules.Clear();
        Stub.Suffer(VendorTrouble.AnswerLost);
        await SaveAsync([]);
        await Poll.UntilAsync(
            async () => await App.Database.ScalarAsync<int>("SELECT count(*) FROM retailcrm_modules WHERE problem IS NOT NULL") == 1, Patience, "the answer is lost");
        Account.IsTelephonyOn.ShouldBeTrue();
        Stub.Recover();

        await SaveAsync(new JsonObject { ["enabled"] = false });

        await Poll.UntilAsync(() => !Account.IsTelephonyOn, Patience, "the module is switched off");
    }

    [Fact]
    public async Task The_modules_logo_is_an_svg_of_ours()
    {
        var address = new Uri(Account.Modules.Single().Value["logo"]!.ToString());

        var logo = await App.GetAsync(address.AbsolutePath);

        (logo.Status, logo.Type).ShouldBe((HttpStatusCode.OK, "image/svg+xml"));
        logo.Text.ShouldStartWith("<svg");
    }
}
