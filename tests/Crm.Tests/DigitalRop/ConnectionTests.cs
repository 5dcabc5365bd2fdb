using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.DigitalRop;

public sealed class ConnectionTests : DigitalRopTest
{
    [Fact]
    public async Task A_right_account_is_said_to_be_right_and_nothing_is_changed_there()
    {
        var account = Configure(settings => Lab.Vendor.Complete(settings, null)) with { Employees = [new Employee("101", "A")] };

        var checks = await Lab.Vendor.TestConnectionAsync(account, Parts, CancellationToken.None);

        checks.ShouldAllBe(check => check.Ok);
        Lab.Stub.Journal.ShouldHaveSingleItem().Request.Method.ShouldBe("GET");
    }

    [Fact]
    public async Task A_wrong_key_and_missing_addresses_are_named()
    {
        var account = Configure(settings => settings["api_key"] = "wrong");

        var checks = await Lab.Vendor.TestConnectionAsync(account, Parts, CancellationToken.None);

        checks.Where(check => !check.Ok).Select(check => check.Name).ShouldBe(["analysis", "webhooks"]);
        checks[0].Text.ShouldContain("api_key");
        checks[0].Text.ShouldNotContain("wrong");
    }
}
