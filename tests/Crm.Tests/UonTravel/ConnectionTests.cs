using System.Text.Json.Nodes;
using CallControl.Crm.UonTravel;
using CallControl.Crm.UonTravel.Api;
using CallControl.TestKit.Vendors;

namespace CallControl.Crm.Tests.UonTravel;

public sealed class ConnectionTests : UonTravelTest
{
    [Fact]
    public async Task A_right_account_passes()
    {
        var ids = await ((UonTravelVendor)Lab.Vendor).RegisterWebhooksAsync(
            Configure(settings => settings["webhook_secret"] = "abc"), Parts, new Uri("https://pbx.example.com"), CancellationToken.None);

        var checks = await Lab.Vendor.TestConnectionAsync(
            Configure(settings => settings["webhooks"] = new JsonObject { ["47"] = ids.Ids["47"], ["3"] = ids.Ids["3"], ["4"] = ids.Ids["4"] }), Parts, CancellationToken.None);

        checks.Select(check => $"{check.Name} {check.Ok}").ShouldBe(["main_api True", "employees True", "statuses True", "webhooks True"]);
    }

    [Fact]
    public async Task What_does_not_fit_is_named()
    {
        var checks = await Lab.Vendor.TestConnectionAsync(
            Configure(settings => (settings["user_extensions"], settings["incoming_call_actions"]) =
                (new JsonObject { ["77"] = "101" }, new JsonObject { ["status_lead_active"] = 99 })), Parts, CancellationToken.None);

        checks.Where(check => !check.Ok).Select(check => check.Name).ShouldBe(["employees", "statuses", "webhooks"]);
        checks[1].Text.ShouldContain("77");
        checks[2].Text.ShouldContain("99");
    }

    [Fact]
    public async Task A_wrong_key_is_said_to_be_wrong_and_not_shown()
    {
        Lab.Stub.Suffer(VendorTrouble.Unauthorized);

        var checks = await Lab.Vendor.TestConnectionAsync(Configure(), Parts, CancellationToken.None);

        checks.ShouldHaveSingleItem().Text.ShouldContain("does not accept api_key");
        checks[0].Text.ShouldNotContain(Account.Key);
    }

    [Fact]
    public async Task Employees_and_statuses_fill_the_lists_of_the_page()
    {
        var vendor = (UonTravelVendor)Lab.Vendor;

        var employees = await vendor.LoadEmployeesAsync(Configure(), Parts, CancellationToken.None);
        var statuses = await vendor.LoadStatusesAsync(Configure(), Parts, CancellationToken.None);

        employees.Select(employee => $"{employee.Extension} {employee.Id} {employee.Name}").ShouldBe(["101 2 Sample", "102 4 Example"]);
        statuses.Single(status => status.Id == "6").ShouldBe(new LeadStatus("6", "Лид → Заявка", true));
    }
}
