using System.Text.Json;
using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop;

namespace CallControl.Crm.Tests.DigitalRop;

public sealed class StaffTests : DigitalRopTest
{
    private static readonly Employee[] Employees =
        [new("101", "Иванов Иван Иванович"), new("102", "Мария Сергеевна Петрова"), new("103", "Сидоров Олег"), new("104"), new("105", "Анна")];

    [Fact]
    public async Task Managers_and_offices_are_sent_whole_the_managers_first()
    {
        var account = Configure(settings => settings["leaders"] = new JsonArray("103")) with { Employees = Employees };
        var staff = DigitalRopVendor.StaffOf(account, Parts);

        await DigitalRopVendor.SendStaffAsync(Lab.Vendor.Create(account, Parts), staff.Managers, staff.Offices, CancellationToken.None);

        Account.Managers.Select(Line).ShouldBe(
        [
            "mgr_101|Иван|Иванов|Иванович", "mgr_102|Мария|Петрова|Сергеевна", "103|Олег|Сидоров|", "104|104||", "105|Анна||",
        ]);
        JsonSerializer.Serialize(Account.Offices.ShouldHaveSingleItem()).ShouldBe(
            """{"office_title":"Sample","office_id":"0367","leader_ids":["103"],"managers_ids":["mgr_101","mgr_102","104","105"]}""");
        Lab.Stub.Journal.Select(entry => entry.Request.Path).ShouldBe(["/api/v1/settings/managers-update", "/api/v1/settings/offices-update"]);
    }

    [Fact]
    public async Task A_service_that_takes_the_managers_without_a_word_is_told_the_offices_too()
    {
        Account.IsSilentAboutSettings = true;
        var account = Configure() with { Employees = Employees };
        var staff = DigitalRopVendor.StaffOf(account, Parts);

        await DigitalRopVendor.SendStaffAsync(Lab.Vendor.Create(account, Parts), staff.Managers, staff.Offices, CancellationToken.None);

        Account.Managers.Count.ShouldBe(5);
        Account.Offices.ShouldHaveSingleItem();
    }

    [Fact]
    public void Extensions_of_enterprises_that_share_a_key_can_be_told_apart()
    {
        var account = Configure(settings => settings["extension_prefix"] = "0368-") with { Employees = Employees };

        var staff = DigitalRopVendor.StaffOf(account, Parts);

        staff.Managers!.Select(manager => manager.Id).ShouldBe(["mgr_101", "mgr_102", "0368-103", "0368-104", "0368-105"]);
        staff.Offices!.ShouldHaveSingleItem().ManagerIds.ShouldContain("0368-103");
    }

    [Fact]
    public void Offices_and_names_of_the_settings_win()
    {
        var account = Configure(settings =>
        {
            settings["managers"]!["101"] = JsonNode.Parse("""{"manager_id": 7, "surname": "S", "name": "N", "middlename": "M"}""");
            settings["offices"] = JsonNode.Parse("""{"north": {"title": "North", "leaders": [101], "managers": ["102"]}}""");
        }) with
        {
            Employees = Employees,
        };

        var staff = DigitalRopVendor.StaffOf(account, Parts);

        var manager = staff.Managers!.Single(manager => manager.Id == "7");
        (manager.Surname, manager.Name, manager.MiddleName).ShouldBe(("S", "N", "M"));
        var office = staff.Offices.ShouldHaveSingleItem();
        (office.Id, office.Title, office.LeaderIds.Single(), office.ManagerIds.Single()).ShouldBe(("north", "North", "7", "mgr_102"));
    }

    [Fact]
    public void Enterprises_that_share_a_key_share_an_account_and_the_key_does_not_show()
    {
        var one = DigitalRopVendor.StaffOf(Configure(), Parts);
        var same = DigitalRopVendor.StaffOf(Configure(settings => settings["comment_to_crm"] = true), Parts);
        var other = DigitalRopVendor.StaffOf(Configure(settings => settings["api_key"] = "other"), Parts);

        same.AccountKey.ShouldBe(one.AccountKey);
        other.AccountKey.ShouldNotBe(one.AccountKey);
        one.AccountKey.ShouldNotContain(Account.Key);
        DigitalRopVendor.StaffOf(Configure(settings => settings["sync_offices"] = false), Parts).Offices.ShouldBeNull();
    }

    private static string Line(JsonObject manager) => $"{manager["manager_id"]}|{manager["name"]}|{manager["surname"]}|{manager["middlename"]}";
}
