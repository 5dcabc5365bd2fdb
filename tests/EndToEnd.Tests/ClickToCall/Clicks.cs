using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Vendors.MoySklad;

namespace CallControl.EndToEnd.Tests.ClickToCall;

/// <summary>A click rings the employee, then the client, on real servers; MoySklad sees it.</summary>
public sealed class Clicks(OutboundClickLab fixture) : ClickTest(fixture), IClassFixture<OutboundClickLab>
{
    [Fact]
    public async Task A_click_in_MoySklad_connects_employee_and_client_records_them_and_shows_in_MoySklad()
    {
        Fixture.Account.Counterparties.Add(new StubCounterparty { Name = "Ромашка", Phone = Client });

        var click = await Lab.Http.PostAsJsonAsync(
            new Uri($"{Fixture.Webhook}/callRequest", UriKind.Relative), new { srcNumber = Employee, destNumber = Client, uid = "admin@demo-account" });
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.RingAsync();
        await employee.AnswerAsync();
        var client = await Lab.Pstn.ExpectCallAsync(Client);
        await client.RingAsync();
        await HearsRingbackAsync(employee);
        await client.AnswerAsync();
        var talk = await ToneTalk.BeginAsync(employee, client);
        await talk.CallerHangsUpAsync();

        click.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await click.Content.ReadAsStringAsync()).ShouldBeEmpty();
        employee.ShownCallerId.ShouldBe(Client);
        employee.SipReceived()[0].ShouldContain("\"Ромашка\"");
        client.ShownCallerId.ShouldBe(ClickLab.Line);
        string.Join('\n', client.SipReceived()).ShouldNotContain("Ромашка");
        var page = await Lab.Http.GetFromJsonAsync<JsonObject>(new Uri("/api/v1/calls?flow=click-to-call&limit=1", UriKind.Relative));
        var id = page!["items"]![0]!["id"]!.GetValue<Guid>();
        var call = await EndedAsync(id, "employee.hung_up", recorded: true);
        var told = call["call"]!;
        (told["direction"]!.ToString(), told["extension"]!.ToString(), told["dialled"]!.ToString(), told["line"]!.ToString(), told["outcome"]!.ToString())
            .ShouldBe(("outgoing", Employee, Client, ClickLab.Line, "answered"));
        await talk.ShouldBeWholeInAsync(await RecordingOfAsync(id));
        var record = await RecordAsync(id, seen => seen.RecordUrl.Count > 0);
        (record.IsIncoming, record.Number, record.Extension).ShouldBe((false, Client, Employee));
        record.Events.Select(seen => $"{seen.Type} {seen.Extension}").ShouldBe([$"SHOW {Employee}", $"STARTTIME {Employee}", "HIDE_ALL "]);
        MoscowTime(record.StartTime).ShouldBe(told["started_at"]!.GetValue<DateTimeOffset>(), TimeSpan.FromMilliseconds(2));
        MoscowTime(record.EndTime.ShouldNotBeNull()).ShouldBe(told["ended_at"]!.GetValue<DateTimeOffset>(), TimeSpan.FromMilliseconds(2));
        var recording = await Lab.Http.GetAsync(new Uri(new Uri(record.RecordUrl[0]).PathAndQuery, UriKind.Relative));
        recording.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_click_that_came_to_a_process_without_an_Asterisk_is_made_by_the_one_that_has_it()
    {
        var replica = await Lab.StartReplicaAsync();
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = replica.BaseAddress };
        http.DefaultRequestHeaders.Add("X-Api-Key", ClickLab.ApiKey);

        var click = await http.PostAsJsonAsync(new Uri("/api/v1/calls", UriKind.Relative), new { enterprise = "0367", extension = Employee, phone = Client });
        click.StatusCode.ShouldBe(HttpStatusCode.Accepted, await click.Content.ReadAsStringAsync());
        var id = (await click.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>();
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.AnswerAsync();
        var client = await Lab.Pstn.ExpectCallAsync(Client);
        await client.AnswerAsync();
        await ToneTalk.BeginAsync(employee, client);
        await client.HangUpAsync();
        await employee.WaitForHangUpAsync();

        var call = await EndedAsync(id, "client.hung_up");
        EventsOf(call).ShouldNotContain(happened => happened.Contains("taken over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_who_hangs_up_ends_the_call()
    {
        var (id, talk) = await TalkAsync();

        await talk.OwnerHangsUpAsync();

        await EndedAsync(id, "client.hung_up");
    }

    [Fact]
    public async Task A_double_click_makes_one_call_and_so_does_a_click_while_they_talk()
    {
        var clicks = await Task.WhenAll(ClickAsync(), ClickAsync(), ClickAsync());
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.AnswerAsync();
        var client = await Lab.Pstn.ExpectCallAsync(Client);
        await client.AnswerAsync();
        var meanwhile = await ClickAsync();
        await employee.HangUpAsync();
        await client.WaitForHangUpAsync();

        clicks.Append(meanwhile).Distinct().ShouldHaveSingleItem();
        await EndedAsync(meanwhile, "employee.hung_up");
        await Should.ThrowAsync<TimeoutException>(() => Lab.Pstn.ExpectCallAsync(Employee, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task An_employee_who_does_not_answer_leaves_the_client_alone()
    {
        var id = await ClickAsync();
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.RingAsync();
        await employee.WaitForHangUpAsync(TimeSpan.FromSeconds(15));

        var call = await EndedAsync(id, "employee.no_answer");

        EventsOf(call).ShouldContain($"rings {Employee} ");
        EventsOf(call).ShouldNotContain(happened => happened.Contains(Client, StringComparison.Ordinal));
        (await RecordAsync(id, seen => seen.EndTime is not null)).Events.Select(seen => seen.Type).ShouldBe(["SHOW", "HIDE_ALL"]);
    }

    [Theory]
    [InlineData(17, "busy")]
    [InlineData(21, "refused")]
    public async Task An_employee_who_refuses_is_told_apart(int cause, string word)
    {
        var id = await ClickAsync();
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);

        await employee.RejectAsync(cause);

        await EndedAsync(id, $"employee.{word}");
    }

    [Fact]
    public async Task A_phone_that_there_is_not_is_unreachable()
    {
        // Nobody's number in the network.
        var id = await ClickAsync("9");
        var rung = await Lab.Pstn.ExpectCallAsync("9");

        await rung.RejectAsync(1);

        await EndedAsync(id, "employee.unreachable");
    }

    [Theory]
    [InlineData(17, "busy")]
    [InlineData(21, "refused")]
    [InlineData(1, "unreachable")]
    public async Task A_client_who_can_not_be_had_is_told_to_the_employee_by_a_tone_and_to_the_caller_of_the_API(int cause, string word)
    {
        var (id, employee, client) = await RingClientAsync();

        await client.RejectAsync(cause);
        await HearsBusyAsync(employee);
        await employee.WaitForHangUpAsync();

        var call = await EndedAsync(id, $"client.{word}");
        call["call"]!["outcome"]!.ToString().ShouldBe("missed");
    }

    [Fact]
    public async Task A_client_who_does_not_answer()
    {
        var (id, employee, client) = await RingClientAsync();

        await client.WaitForHangUpAsync(TimeSpan.FromSeconds(15));
        await employee.WaitForHangUpAsync();

        await EndedAsync(id, "client.no_answer");
    }

    [Fact]
    public async Task An_employee_who_gives_up_stops_the_clients_phone()
    {
        var (id, employee, client) = await RingClientAsync();

        await employee.HangUpAsync();
        await client.WaitForHangUpAsync();

        await EndedAsync(id, "employee.hung_up");
    }

    [Fact]
    public async Task The_old_address_rings_too_and_refuses_in_its_own_form()
    {
        var wrong = await Lab.Http.GetAsync(new Uri($"/api/makecallexternal?code={Employee}&phone={Uri.EscapeDataString(Client)}&clientId=wrong-secret", UriKind.Relative));
        var premium = await Lab.Http.GetAsync(new Uri($"/api/makecallexternal?code={Employee}&phone=375902123456&clientId={ClickLab.Secret}", UriKind.Relative));
        var abroad = await Lab.Http.GetAsync(new Uri($"/api/makecallexternal?code={Employee}&phone=%2B79161234567&clientId={ClickLab.Secret}", UriKind.Relative));

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = Employee, ["phone"] = Client[1..], ["clientId"] = ClickLab.Secret });
        var click = await Lab.Http.PostAsync(new Uri("/api/makecallexternal", UriKind.Relative), form);
        var answer = (await click.Content.ReadFromJsonAsync<JsonObject>())!;
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.RejectAsync();

        (wrong.StatusCode, premium.StatusCode, abroad.StatusCode, click.StatusCode)
            .ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK));
        (await premium.Content.ReadAsStringAsync()).ShouldBe("""{"success":false,"error":"premium_number","message":"This is a premium number"}""");
        answer["success"]!.GetValue<bool>().ShouldBeTrue();
        await EndedAsync(answer["call_id"]!.GetValue<Guid>(), "employee.busy");
    }

    private static DateTimeOffset MoscowTime(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(3));
}
