using System.Net;
using CallControl.EndToEnd.Tests.Calls;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors.UonTravel;
using Dapper;

namespace CallControl.EndToEnd.Tests.UonTravel;

/// <summary>Real calls and clicks of an agency, and what its U-ON sees of them.</summary>
public sealed class Calls_of_a_travel_agency(UonLab fixture) : CallTest(fixture.Lab), IClassFixture<UonLab>
{
    private const string Employee = "101";
    private const string Colleague = "102";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static int _nextClient;

    private UonAccount Account { get; } = fixture.Account;

    /// <summary>Of the agency's country, unlike <see cref="CallTest.Caller"/>; nobody has called it before.</summary>
    private string Client { get; } = $"+37529625{Interlocked.Increment(ref _nextClient):0000}";

    /// <summary>What U-ON swallowed without effect, and what it was told too fast, must not hide behind a green test; nor must its key be in the log.</summary>
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        fixture.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
        var log = await File.ReadAllTextAsync(Lab.LogFile);
        log.ShouldNotContain(UonLab.Key);
        log.ShouldNotContain(fixture.Webhook("47").Segments[^1]);
    }

    [Fact]
    public async Task A_stranger_becomes_a_client_with_a_lead_while_it_rings_and_gets_record_and_manager_at_the_end()
    {
        var digits = Caller[1..];

        var caller = await Lab.Pstn.CallAsync(Caller, await LeaseAsync(101));
        await GreetedAsync(caller);
        await caller.PressAsync("1");
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.RingAsync();
        await Poll.UntilAsync(() => LeadsOf(digits).Count > 0, Patience, "the lead is made while the phone rings");
        var whileItRings = (Client: UserOf(digits).Manager, Lead: LeadsOf(digits).Single().Manager, PopUps: PopUpsOf(digits).Count, Calls: CallsOf(digits).Count, employee.IsAnswered);
        var askedWhileItRings = AskedAbout(digits);
        await employee.AnswerAsync();
        await HearsAsync(employee, "Звонок с сайта по объекту номер 101.");
        var talk = await ToneTalk.BeginAsync(caller, employee);
        await talk.CallerHangsUpAsync();
        await Poll.UntilAsync(() => LeadsOf(digits).Single().Manager is not null, Patience, "the lead has its manager");

        whileItRings.ShouldBe((null, null, 1, 0, false));
        // The first is for his name on the handset, and goes out while he is greeted.
        askedWhileItRings.ShouldBe(["GET user/phone 404", "GET user/phone 404", "POST user/create 200", "POST lead/create 200"]);
        (LeadsOf(digits).Single().StatusId, LeadsOf(digits).Single().Source, LeadsOf(digits).Single().Manager, UserOf(digits).Manager)
            .ShouldBe(("5", "Входящий звонок", "2", "2"));
        var popUp = PopUpsOf(digits).ShouldHaveSingleItem();
        popUp.Manager.ShouldBe("2");
        popUp.Text.ShouldContain($"client_edit.php?client_id={UserOf(digits).Id}\"");
        var record = CallsOf(digits).ShouldHaveSingleItem();
        (record["direction"], record["manager_id"]).ShouldBe(("2", "2"));
        int.Parse(record["duration"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 120);
        await HearAsync(talk, record["record_link"]);
    }

    [Fact]
    public async Task A_click_in_U_ON_connects_employee_and_client_and_becomes_an_outgoing_call_of_its_history()
    {
        var user = Account.AddUser(("u_surname", "Иванова"), ("u_name", "Ирина"), ("u_phone_mobile", Client));
        var lead = Account.AddLead(user, "2");

        var click = await TellAsync(fixture.Webhook("47"), ("method", "call"), ("user_id", "2"), ("phone", Client[1..]), ("uon_id", "50001"));
        var employee = await Lab.Pstn.ExpectCallAsync(Employee);
        await employee.RingAsync();
        await employee.AnswerAsync();
        var client = await Lab.Pstn.ExpectCallAsync(Client);
        await client.RingAsync();
        await client.AnswerAsync();
        var talk = await ToneTalk.BeginAsync(employee, client);
        await talk.CallerHangsUpAsync();
        await Poll.UntilAsync(() => lead.Manager is not null, Patience, "the lead has its manager");

        click.ShouldBe((HttpStatusCode.OK, """{"ok":true}"""));
        employee.ShownCallerId.ShouldBe(Client);
        employee.ShownCallerName.ShouldBe("Иванова Ирина");
        client.ShownCallerId.ShouldBe(UonLab.Line);
        (lead.Manager, user.Manager, lead.StatusId).ShouldBe(("2", "2", "2"));
        var record = CallsOf(Client[1..]).ShouldHaveSingleItem();
        (record["direction"], record["manager_id"]).ShouldBe(("1", "2"));
        await HearAsync(talk, record["record_link"]);
    }

    [Fact]
    public async Task A_click_without_the_right_secret_rings_no_phone()
    {
        var right = fixture.Webhook("47");
        (string, string)[] fields = [("method", "call"), ("user_id", "2"), ("phone", Client[1..]), ("uon_id", "50001")];

        var wrong = await TellAsync(new Uri($"{right}0"), fields);
        var none = await TellAsync(new Uri(right, "/uon/webhook"), fields);

        (wrong.Status, none.Status).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden));
        await Should.ThrowAsync<TimeoutException>(() => Lab.Pstn.ExpectCallAsync(Employee, TimeSpan.FromSeconds(2)));
        (await Lab.Http.GetStringAsync(new Uri("/api/v1/calls?flow=click-to-call", UriKind.Relative))).ShouldNotContain(Client);
    }

    [Fact]
    public async Task A_client_who_is_renamed_in_U_ON_has_the_new_name_in_customers_and_on_the_phone_of_the_next_click()
    {
        var user = Account.AddUser(("u_surname", "Старая"), ("u_name", "Анна"), ("u_phone", Client));
        await TellAsync(fixture.Webhook("3"), ClientFields(user, "3"));
        var before = (await NameAsync(), Shown: await ShownAtClickAsync("2", Employee));
        user.Fields["u_surname"] = "Новая";

        var told = await TellAsync(fixture.Webhook("4"), ClientFields(user, "4"));

        told.ShouldBe((HttpStatusCode.OK, """{"ok":true}"""));
        before.ShouldBe(("Старая Анна", "Старая Анна"));
        (await NameAsync()).ShouldBe("Новая Анна");
        // Another employee: the first one's second click would be taken for a double click.
        (await ShownAtClickAsync("4", Colleague)).ShouldBe("Новая Анна");
    }

    private static (string, string)[] ClientFields(StubUser user, string type) =>
    [
        ("uon_id", "50001"), ("type_id", type), ("user_id", "2"), ("client_id", user.Id), ("client[u_id]", user.Id),
        ("client[u_surname]", user.Fields["u_surname"]), ("client[u_name]", user.Fields["u_name"]), ("client[u_phone]", user.Fields["u_phone"]),
    ];

    /// <summary>What U-ON finds behind the link is the talk. The link stands there before the recording is converted.</summary>
    private static async Task HearAsync(ToneTalk talk, string link)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mp3");
        // Without our API key, as U-ON would.
        using var browser = new HttpClient(new SocketsHttpHandler());
        try
        {
            await Poll.UntilAsync(async () =>
            {
                using var answer = await browser.GetAsync(new Uri(link));
                if (answer.StatusCode == HttpStatusCode.NotFound)
                    return false;
                answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType.ShouldBe("audio/mpeg");
                await File.WriteAllBytesAsync(file, await answer.Content.ReadAsByteArrayAsync());
                return true;
            }, Patience, "the recording is there");
            await talk.ShouldBeWholeInAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Clicks on the client, refuses the call, and says what the employee's phone showed as the caller's name.</summary>
    private async Task<string?> ShownAtClickAsync(string user, string extension)
    {
        (await TellAsync(fixture.Webhook("47"), ("метод", "call"), ("ID пользователя", user), ("телефон", Client[1..]), ("uon_id", "50001"))).Status.ShouldBe(HttpStatusCode.OK);
        var phone = await Lab.Pstn.ExpectCallAsync(extension);
        await phone.RejectAsync();
        return phone.ShownCallerName;
    }

    private async Task<(HttpStatusCode Status, string Text)> TellAsync(Uri webhook, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Lab.Http.PostAsync(webhook, form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private StubUser UserOf(string digits) => Account.Users.ToArray().Single(user => user.HasPhone(digits));

    private List<StubLead> LeadsOf(string digits) =>
        [.. Account.Users.ToArray().Where(user => user.HasPhone(digits)).SelectMany(user => Account.Leads.ToArray().Where(lead => lead.ClientId == user.Id))];

    private List<StubPopUp> PopUpsOf(string digits) => [.. Account.PopUps.ToArray().Where(shown => shown.Text.Contains(digits, StringComparison.Ordinal))];

    private List<Dictionary<string, string>> CallsOf(string digits) => [.. Account.Calls.ToArray().Where(call => call["phone"] == digits)];

    /// <summary>Questions and orders that name the number.</summary>
    private IReadOnlyList<string> AskedAbout(string digits) =>
        [.. fixture.Stub.Journal.Where(entry => $"{entry.Request.Path} {entry.Request.Body}".Contains(digits, StringComparison.Ordinal) && !entry.Request.Path.Contains("notification", StringComparison.Ordinal))
            .Select(entry => $"{entry.Request.Method} {string.Join('/', UonStub.MethodOf(entry.Request).Split('/').Take(2))} {entry.Status}")];

    private async Task<string?> NameAsync()
    {
        await using var connection = await Lab.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string>("SELECT concat_ws(' ', last_name, first_name) FROM customers WHERE phone_e164 = @Client", new { Client });
    }
}
