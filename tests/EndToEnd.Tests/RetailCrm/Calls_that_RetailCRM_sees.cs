using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.RetailCrm;
using Dapper;

namespace CallControl.EndToEnd.Tests.RetailCrm;

/// <summary>Calls of an enterprise with RetailCRM on real servers, and what RetailCRM has of them.</summary>
public sealed class Calls_that_RetailCRM_sees(RetailCrmCallsLab fixture) : RetailCrmCallTest(fixture), IClassFixture<RetailCrmCallsLab>
{
    [Fact]
    public async Task A_call_to_a_virtual_number_pops_up_at_who_rings_and_at_the_clients_manager_and_is_uploaded_with_its_recording()
    {
        Fixture.Account.Add(new StubCustomer { FirstName = "Ira", LastName = "Sample", Phones = [Caller], ManagerId = Fixture.Pavel.Id });
        var number = await LeaseAsync(101);

        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await GreetedAsync(caller);
        Events.ShouldBeEmpty();
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550101");
        await owner.RingAsync();
        var shown = await EventAsync("in 151,152");
        owner.IsAnswered.ShouldBeFalse("the pop-up is there while the phone rings");
        await owner.AnswerAsync();
        await HearsAsync(owner, "Звонок с сайта по объекту номер 101.");
        var talk = await ToneTalk.BeginAsync(caller, owner);
        await EventAsync("hangup 152 answered");
        Events.Count.ShouldBe(2);
        await talk.CallerHangsUpAsync();
        var call = await StoredCall.OfAsync(Lab, Caller, recorded: true);
        var record = await RecordAsync(call.Id.ToString());

        Events.Select(told => told.ToString()).ShouldBe(["in 151,152", "hangup 152 answered", "hangup 151 answered"]);
        Events.ShouldAllBe(told => told.CallId == call.Id.ToString() && told.Phone == Caller);
        shown.ExternalPhone.ShouldBe(number);
        (record.Text("type"), record.Text("phone"), record.Text("result"), record.Text("code"), record.Text("externalPhone"))
            .ShouldBe(("in", Caller, "answered", "151", number));
        var talked = (call.EndedAt - call.BridgedAt)!.Value.TotalSeconds;
        talked.ShouldBeGreaterThan(1);
        ((double)record.Number("duration")!.Value).ShouldBe(talked, 1);
        ((double)record.Number("durationWaiting")!.Value).ShouldBe((call.BridgedAt - call.StartedAt)!.Value.TotalSeconds, 1);
        record.Text("date").ShouldBe(call.StartedAt.AddHours(3).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), "Moscow's clock");
        await talk.ShouldBeWholeInAsync(await LinkAsync(record));
    }

    [Fact]
    public async Task An_unknown_caller_whom_nobody_answers_becomes_a_client_and_a_missed_call()
    {
        var number = await LeaseAsync(102);

        var caller = await Lab.Pstn.CallAsync(Caller, number);
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550102");
        await owner.RingAsync();
        await EventAsync("in 152");
        await owner.WaitForHangUpAsync(TimeSpan.FromSeconds(15));
        await caller.WaitForHangUpAsync(TimeSpan.FromSeconds(20));
        var call = await StoredCall.OfAsync(Lab, Caller);
        var record = await RecordAsync(call.Id.ToString());

        // Two words for the same.
        Events[^1].ToString().ShouldBe("hangup 152 no answered");
        (record.Text("result"), record.Text("code"), record.Number("duration"), record.Text("recordUrl")).ShouldBe(("no answer", "152", 0, ""));
        var client = Fixture.Account.Customers.ToArray().Single(customer => customer.Phones.Contains(Caller));
        client.Tags.ShouldBe(["Создан автоматически"]);
        await using var connection = await Lab.Database.OpenConnectionAsync();
        (await connection.QuerySingleAsync<(string, int)>(
            "SELECT enterprise_number, retailcrm_customer_id FROM retailcrm_customers WHERE phone = @caller", new { caller = Caller })).ShouldBe(("0367", client.Id));
    }

    [Fact]
    public async Task A_click_in_RetailCRM_makes_a_call_with_the_stores_number_and_is_told_from_ringing_to_hang_up()
    {
        var (status, answer) = await AskAsync(
            "makeCallUrl", ("clientId", ClientId), ("code", "152"), ("phone", Caller), ("userId", Text(Fixture.Pavel.Id)), ("externalPhone", RetailCrmCallsLab.StoresNumber));
        var employee = await Lab.Pstn.ExpectCallAsync("152");
        await employee.RingAsync();
        await EventAsync("out 152");
        await employee.AnswerAsync();
        var client = await Lab.Pstn.ExpectCallAsync(Caller);
        await client.RingAsync();
        await client.AnswerAsync();
        var talk = await ToneTalk.BeginAsync(employee, client);
        Events.Count.ShouldBe(1);
        await talk.OwnerHangsUpAsync();
        await EventAsync("hangup 152 answered");
        var record = await RecordAsync(Events[0].CallId);

        (status, answer.ToJsonString()).ShouldBe((200, """{"success":true}"""));
        client.ShownCallerId.ShouldBe(RetailCrmCallsLab.StoresNumber);
        Events.Select(told => told.ToString()).ShouldBe(["out 152", "hangup 152 answered"]);
        (record.Text("type"), record.Text("phone"), record.Text("result"), record.Text("code"), record.Text("externalPhone"), record.Text("site"))
            .ShouldBe(("out", Caller, "answered", "152", RetailCrmCallsLab.StoresNumber, "main-shop"));
        await UntilRecordedAsync(Guid.Parse(record.ExternalId));
        await talk.ShouldBeWholeInAsync(await LinkAsync(record));
    }

    [Fact]
    public async Task A_strangers_clientId_rings_no_phone()
    {
        var wrong = ClientId[..^1] + (ClientId[^1] == '0' ? '1' : '0');

        var click = await AskAsync("makeCallUrl", ("clientId", wrong), ("code", "152"), ("phone", Caller));
        var away = await AskAsync("changeUserStatusUrl", ("clientId", wrong), ("userId", Text(Fixture.Pavel.Id)), ("code", "152"), ("status", "break"));
        await Should.ThrowAsync<TimeoutException>(() => Lab.Pstn.ExpectCallAsync("152", TimeSpan.FromSeconds(2)));

        (click.Status, click.Answer["success"]!.GetValue<bool>(), away.Status).ShouldBe((403, false, 403));
        Events.ShouldBeEmpty();
        (await StatusAsync()).ShouldNotBe("break");
    }

    [Fact]
    public async Task A_manager_who_goes_to_dinner_is_responsible_for_nobody_from_then_on()
    {
        Fixture.Account.Add(new StubCustomer { FirstName = "Anna", LastName = "Sample", Phones = [Caller], ManagerId = Fixture.Pavel.Id });
        (await ResponsibleAsync()).ShouldBe("152");
        Fixture.Pavel.Status = "dinner";
        (await ResponsibleAsync()).ShouldBe("152", "it is remembered");

        var (status, answer) = await AskAsync(
            "changeUserStatusUrl", ("clientId", ClientId), ("userId", Text(Fixture.Pavel.Id)), ("code", "152"), ("status", "dinner"));
        var responsible = await ResponsibleAsync();
        var kept = await StatusAsync();
        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(101));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var owner = await Lab.Pstn.ExpectCallAsync("+79035550101");
        await owner.RingAsync();
        await EventAsync("in 151");
        await caller.HangUpAsync();
        await owner.WaitForHangUpAsync();
        await EventAsync("hangup 151 cancel");
        Fixture.Pavel.Status = "free";

        (status, answer.ToJsonString(), responsible, kept).ShouldBe((200, """{"success":true}""", null, "dinner"));
        (await RecordAsync(Events[0].CallId)).Text("result").ShouldBe("no answer");
    }

    private async Task<string?> ResponsibleAsync()
    {
        var address = new Uri($"/responsible-extension/0367/{Caller[1..]}", UriKind.Relative);
        return (await Lab.Http.GetFromJsonAsync<JsonObject>(address))!["extension"]?.GetValue<string>();
    }

    private async Task<string?> StatusAsync()
    {
        await using var connection = await Lab.Database.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<string>("SELECT status FROM retailcrm_user_status WHERE user_id = @id", new { id = Fixture.Pavel.Id });
    }

    private Task UntilRecordedAsync(Guid call) => Poll.UntilAsync(
        async () =>
        {
            await using var connection = await Lab.Database.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM recordings WHERE call_id = @call)", new { call });
        },
        TimeSpan.FromSeconds(20),
        "the recording is saved");
}
