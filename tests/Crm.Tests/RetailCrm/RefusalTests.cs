using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Network;
using Microsoft.AspNetCore.Http;

namespace CallControl.Crm.Tests.RetailCrm;

/// <summary>All the forms in which RetailCRM says no, as an administrator reads them in the connection test, and what becomes of calls meanwhile.</summary>
public sealed class RefusalTests : RetailCrmTest
{
    [Theory]
    [InlineData(400, """{"success":false,"errorMsg":"Errors in the entity format","errors":{"firstName":"Specify the first name"}}""", "Errors in the entity format; firstName: Specify the first name")]
    [InlineData(400, """{"success":false,"errorMsg":"Errors in the input parameters","errors":["one","two"]}""", "Errors in the input parameters; one; two")]
    [InlineData(200, """{"success":false,"errorMsg":"Not today"}""", "HTTP 200: Not today")]
    [InlineData(400, """{"success":false,"errorMsg":"\"apiKey\" is missing."}""", "does not accept api_key")]
    [InlineData(403, """{"success":false,"errorMsg":"Access denied."}""", "may not do this")]
    [InlineData(404, """{"success":false,"errorMsg":"API method not found"}""", "no such method")]
    [InlineData(404, """{"success":false,"errorMsg":"Account does not exist."}""", "no RetailCRM account")]
    [InlineData(405, "<html><body>Method Not Allowed</body></html>", "no RetailCRM account")]
    [InlineData(200, "\n<!DOCTYPE html>", "no RetailCRM account")]
    [InlineData(429, "", "refuses more requests")]
    [InlineData(503, "", "refuses more requests")]
    [InlineData(200, """{"success":tr""", "can't be read")]
    public async Task A_refusal_is_told_in_words(int status, string body, string words)
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });

        var checks = await Lab.Vendor.TestConnectionAsync(Configure(settings => settings["api_url"] = server.Address.OriginalString), Parts, CancellationToken.None);

        checks[0].Ok.ShouldBeFalse();
        checks[0].Text.ShouldContain(words);
    }

    [Fact]
    public async Task Without_its_module_an_account_waits_instead_of_losing_calls()
    {
        Account.Modules.Clear();

        var failure = await Should.ThrowAsync<CrmException>(() => TellAsync(Open(), Calls.Ended(Calls.New(), "101")));

        failure.IsAccountProblem.ShouldBeTrue();
        failure.Message.ShouldContain("Telephony not enabled");
    }

    [Fact]
    public async Task A_key_without_telephony_lets_calls_wait_instead_of_losing_them()
    {
        Account.Scopes.Remove("telephony");

        var failure = await Should.ThrowAsync<CrmException>(() => TellAsync(Open(), Calls.Ended(Calls.New(), "101")));

        failure.IsAccountProblem.ShouldBeTrue();
        failure.Message.ShouldContain("Access denied");
    }

    [Fact]
    public async Task An_account_that_is_gone_lets_calls_wait_instead_of_losing_them()
    {
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsync("""{"success":false,"errorMsg":"Account does not exist."}""");
        });

        var failure = await Should.ThrowAsync<CrmException>(
            () => TellAsync(Open(settings => settings["api_url"] = server.Address.OriginalString), Calls.Ended(Calls.New(), "101")));

        failure.IsAccountProblem.ShouldBeTrue();
    }
}
