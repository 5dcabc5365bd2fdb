using CallControl.CallControl.Tests.Delivery;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.FastAgi;
using CallControl.TestKit.Asterisk;

namespace CallControl.CallControl.Tests.FastAgi;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class FastAgiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Caller = "80447034448";

    private CrmApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await CrmApp.StartAsync(postgres, "--FastAgi:Listen=127.0.0.1:0", "--Numbers:DefaultCountry=BY");
        _app.Vendor.Customers[CrmApp.Client] = new CustomerCard("c1", "ООО \"Ромашка\"", "Ivanov", "Ivan") { ResponsibleExtension = "151" };
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_dialplan_asks_for_the_callers_name_and_for_his_manager()
    {
        var name = await AskAsync("customer-name", "0367");
        var manager = await AskAsync("responsible-extension", "0367");

        name.Variables.ShouldBe(new Dictionary<string, string> { ["CC_CUSTOMER_NAME"] = "ООО \"Ромашка\"", ["CC_RESULT"] = "found" }, ignoreOrder: true);
        manager.Variables.ShouldBe(new Dictionary<string, string> { ["CC_EXTENSION"] = "151", ["CC_RESULT"] = "found" }, ignoreOrder: true);
        name.Commands[^1].ShouldStartWith("VERBOSE \"CallControl, customer-name: found");
    }

    [Theory]
    [InlineData("customer-name", "CC_CUSTOMER_NAME", "unknown", "0367", "+79160000000")]
    [InlineData("responsible-extension", "CC_EXTENSION", "unknown", "0367", "+79160000000")]
    [InlineData("customer-name", "CC_CUSTOMER_NAME", "unknown", "0367", "anonymous")]
    [InlineData("customer-name", "CC_CUSTOMER_NAME", "error", "9999")]
    [InlineData("customer-name", "CC_CUSTOMER_NAME", "error")]
    public async Task What_is_not_known_or_asked_wrongly_leaves_an_empty_variable_and_says_so(string script, string variable, string result, params string[] arguments)
    {
        var asked = await AskAsync(script, arguments);

        asked.Variables[variable].ShouldBe("");
        asked.Variables["CC_RESULT"].ShouldBe(result);
    }

    [Fact]
    public async Task A_CRM_that_fails_costs_the_name_and_nothing_else()
    {
        _app.Crm.Mood = http =>
        {
            http.Response.StatusCode = 502;
            return Task.FromResult(true);
        };

        (await AskAsync("customer-name", "0367")).Variables["CC_RESULT"].ShouldBe("unknown");
    }

    [Fact]
    public async Task A_script_that_does_not_exist_is_an_error_that_names_those_that_do()
    {
        var asked = await AskAsync("no-such-script");

        asked.Variables.ShouldBe(new Dictionary<string, string> { ["CC_RESULT"] = "error" });
        asked.Commands[^1].ShouldContain("customer-name, responsible-extension, route");
    }

    [Fact]
    public async Task A_database_that_is_away_is_an_error_and_the_dialplan_goes_on()
    {
        await _app.Database.ExecuteAsync("ALTER TABLE virtual_numbers RENAME TO virtual_numbers_away");

        var asked = await DialplanQuestion.AskAsync(Address, "route", Caller, "+74951112201");

        asked.Variables["CC_RESULT"].ShouldBe("error");
        asked.Variables["CC_DESTINATION"].ShouldBe("");
    }

    [Fact]
    public async Task A_route_is_the_listings_and_its_call_is_written_down_once()
    {
        await _app.Database.AddNumbersAsync(1);
        (await _app.Api.GetAsync("/get-virtual-number?listing_id=101")).Status.ShouldBe(System.Net.HttpStatusCode.OK);

        var asked = await DialplanQuestion.AskAsync(Address, "route", Caller, "+7 495 111-22-01");
        var nobody = await DialplanQuestion.AskAsync(Address, "route", Caller, "+74951112299");

        asked.Variables["CC_RESULT"].ShouldBe("found");
        asked.Variables["CC_LISTING"].ShouldBe("101");
        asked.Variables["CC_DESTINATION"].ShouldStartWith("+7");
        asked.Variables["CC_REASON"].ShouldBe("live_lease");
        nobody.Variables["CC_RESULT"].ShouldBe("unknown");
        nobody.Variables["CC_DESTINATION"].ShouldBe("");
        (await _app.Database.QueryAsync<string>("SELECT caller || ' ' || end_reason FROM calls WHERE flow = 'route-call' ORDER BY started_at"))
            .ShouldBe(["+375447034448 routed", "+375447034448 not_found"]);
    }

    private System.Net.IPEndPoint Address => _app.Api.App.Service<FastAgiService>().Address!;

    private Task<DialplanQuestion> AskAsync(string script, params string[] arguments) => DialplanQuestion.AskAsync(Address, script, Caller, "+74951112201", arguments);
}
