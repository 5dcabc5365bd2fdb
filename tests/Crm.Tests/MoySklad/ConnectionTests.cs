using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad;
using CallControl.TestKit.Vendors;

namespace CallControl.Crm.Tests.MoySklad;

/// <summary>The connection test names what is wrong, and the lists that settings are filled from.</summary>
public sealed class ConnectionTests : MoySkladTest
{
    [Fact]
    public async Task All_is_well()
    {
        var checks = await TestAsync();

        checks.Select(check => (check.Name, check.Ok)).ShouldBe([("phone_api", true), ("main_api", true), ("employees", true)]);
    }

    [Fact]
    public async Task A_wrong_key_of_the_Phone_API_is_named() =>
        (await TestAsync(settings => settings["integration_code"] = "other")).Single(check => !check.Ok).Text.ShouldContain("integration_code");

    [Fact]
    public async Task A_wrong_token_of_the_JSON_API_is_named() =>
        (await TestAsync(settings => settings["api_token"] = "other")).Single(check => !check.Ok).Text.ShouldContain("api_token");

    [Fact]
    public async Task A_solution_that_is_not_installed_is_named()
    {
        Account.IsInstalled = false;

        (await TestAsync()).Single(check => !check.Ok).Text.ShouldContain("not installed");
    }

    [Fact]
    public async Task Missing_rights_are_named()
    {
        Account.HasRights = false;

        (await TestAsync()).Single(check => !check.Ok).Text.ShouldContain("rights");
    }

    [Fact]
    public async Task An_employee_who_is_somebody_else_in_MoySklad_is_named()
    {
        var checks = await TestAsync(settings =>
        {
            settings["employee_mapping"]!["101"]!["employee_id"] = Guid.NewGuid().ToString();
            settings["employee_mapping"]!["109"] = new JsonObject { ["employee_id"] = Guid.NewGuid().ToString() };
        });

        var wrong = checks.Single(check => !check.Ok);
        wrong.Name.ShouldBe("employees");
        wrong.Text.ShouldContain("101 is another");
        wrong.Text.ShouldContain("109 is nobody");
    }

    [Theory]
    [InlineData(VendorTrouble.Down, "not reached")]
    [InlineData(VendorTrouble.TooMany, "more requests")]
    [InlineData(VendorTrouble.BrokenJson, "can't be read")]
    public async Task Trouble_is_told_and_not_thrown(VendorTrouble trouble, string words)
    {
        Lab.Stub.Suffer(trouble);

        var checks = await TestAsync();

        checks.Count.ShouldBe(2);
        checks.ShouldAllBe(check => !check.Ok && check.Text.Contains(words));
    }

    [Fact]
    public async Task No_secret_is_told()
    {
        var checks = await TestAsync(settings => (settings["integration_code"], settings["api_token"]) = ("secret-one", "secret-two"));

        checks.ShouldAllBe(check => !check.Text.Contains("secret-"));
    }

    [Fact]
    public async Task Employees_are_loaded_with_their_names()
    {
        Account.Employ(null, "Nobody N.");

        var employees = await Lab.Vendor.LoadEmployeesAsync(Configure(), Parts, CancellationToken.None);

        employees.Select(employee => (employee.Extension, employee.Name, employee.Id)).ShouldBe([
            ("101", "Sample O.", Account.Employees[0].Id),
            ("102", "Example P.", Account.Employees[1].Id),
        ]);
        employees[0].Email.ShouldBe("user1@example.com");
    }

    [Fact]
    public void Each_API_has_limits_of_its_own()
    {
        var http = new ApiList();
        var settings = Configure(json => json.Remove("main_api_limit"));

        new MoySkladVendor().Create(settings, Parts with { Http = http });

        http.Apis["phone"].ShouldBe(new CrmLimit(100, TimeSpan.FromSeconds(5), 5));
        http.Apis["remap"].ShouldBe(new CrmLimit(11, TimeSpan.FromSeconds(3), 5));
    }

    private Task<IReadOnlyList<ConnectionCheck>> TestAsync(Action<JsonObject>? change = null) =>
        Lab.Vendor.TestConnectionAsync(Configure(change), Parts, CancellationToken.None);

    private sealed class ApiList : ICrmHttp
    {
        public Dictionary<string, CrmLimit> Apis { get; } = [];

        public HttpClient Create(CrmApi api)
        {
            Apis.Add(api.Name, api.Limit);
            return new HttpClient(new SocketsHttpHandler());
        }
    }
}
