using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.DigitalRop;
using CallControl.Crm.DigitalRop.Results;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.DigitalRop;

namespace CallControl.Crm.Tests.DigitalRop;

public sealed class TableTests : DigitalRopTest
{
    [Fact]
    public async Task A_table_that_is_ready_is_read_whole()
    {
        Account.Tables[("TBL_1", "8")] = new JsonObject { ["field1"] = "x" };

        var result = await AskAsync();

        (result!.Kind, result.Subject, result.CallId).ShouldBe((ResultKind.Table, "TBL_1", "8"));
        result.Body.GetProperty("data").GetProperty("field1").GetString().ShouldBe("x");
    }

    // How "not ready" looks is not documented.
    [Theory]
    [InlineData(200, """{"ready": false}""")]
    [InlineData(200, """{"data": {"field1": "x"}}""")]
    [InlineData(200, """{"ready": true}""")]
    [InlineData(400, null)]
    [InlineData(404, """{"data": false, "error": true, "message": "Запрашиваемый ресурс не найден"}""")]
    public async Task Whatever_is_no_result_is_none_yet(int status, string? body)
    {
        ((RopStub)Lab.Stub).Instead = _ => new StubAnswer(status, body is null ? null : JsonNode.Parse(body));

        (await AskAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_key_is_not_tried_anew_with_each_table_nor_with_the_lists()
    {
        var adapter = Open(settings => settings["api_key"] = "wrong");

        for (var i = 0; i < 3; i++)
            (await Should.ThrowAsync<CrmException>(() => DigitalRopVendor.FindTableAsync(adapter, "TBL_1", "8", CancellationToken.None))).IsAccountProblem.ShouldBeTrue();
        await Should.ThrowAsync<CrmException>(() => DigitalRopVendor.SendStaffAsync(adapter, [], [], CancellationToken.None));

        Lab.Stub.Journal.ShouldHaveSingleItem().Status.ShouldBe(401);
    }

    private Task<AnalysisResult?> AskAsync() => DigitalRopVendor.FindTableAsync(Open(), "TBL_1", "8", CancellationToken.None);
}
