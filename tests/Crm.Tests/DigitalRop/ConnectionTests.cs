using CallControl.Crm.Contracts;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.DigitalRop;

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

    [Theory]
    [InlineData("http://127.0.0.1/api/v2/", 404)]
    [InlineData(null, 404)]
    [InlineData(null, 400)]
    [InlineData(null, 302)]
    public async Task A_wrong_address_is_said_to_be_wrong(string? path, int status)
    {
        if (path is null)
            ((RopStub)Lab.Stub).Instead = _ => new StubAnswer(status);
        var account = Configure(settings => settings["base_url"] = path is null ? settings["base_url"]!.ToString() : new Uri(Lab.Stub.Address, new Uri(path).AbsolutePath).ToString());

        var checks = await Lab.Vendor.TestConnectionAsync(account, Parts, CancellationToken.None);

        checks[0].Ok.ShouldBeFalse();
        checks[0].Text.ShouldContain($"HTTP {status}");
        checks[0].Text.ShouldContain("base_url");
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
