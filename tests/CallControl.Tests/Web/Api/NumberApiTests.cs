using System.Net;
using System.Text.Json;
using CallControl.CallControl.Tests.Numbers;
using CallControl.CallControl.Tests.Storage;
using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Web.Api;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class NumberApiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string First = "/api/v1/numbers/+74951112201";

    private ApiApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await ApiApp.StartAsync(postgres);
        await _app.Database.AddListingsAsync(101, 102);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("application/json", """{"numbers": ["+74951112201", "8 (495) 111-22-02", "what?", "84951112202", "+74951112203"]}""")]
    [InlineData("text/plain", "+74951112201\r\n8 (495) 111-22-02\n\nwhat?\n84951112202\n +74951112203 ")]
    public async Task Numbers_are_added_in_bulk_and_every_line_is_told_of(string type, string body)
    {
        await _app.Database.ExecuteAsync("INSERT INTO virtual_numbers (phone) VALUES ('+74951112203')");

        var answer = await _app.PostAsync("/api/v1/numbers", body, type);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Json.GetProperty("added").GetInt32().ShouldBe(2);
        answer.Json.GetProperty("lines").EnumerateArray()
            .Select(line => (line.GetProperty("line").GetInt32(), line.GetProperty("number").GetString(), line.GetProperty("result").GetString()))
            .ShouldBe([(1, "+74951112201", "added"), (2, "+74951112202", "added"), (3, null, "wrong"), (4, "+74951112202", "repeated"), (5, "+74951112203", "exists")]);
        (await _app.Database.ScalarAsync<long>("SELECT count(*) FROM virtual_numbers")).ShouldBe(3);
    }

    [Theory]
    [InlineData("application/json", "{}", "numbers")]
    [InlineData("application/json", """{"numbers": ["+74951112201", 5], "force": true}""", "numbers[1],force")]
    [InlineData("text/plain", " \n ", "body")]
    public async Task A_wrong_list_is_told_field_by_field(string type, string body, string fields)
    {
        var answer = await _app.PostAsync("/api/v1/numbers", body, type);

        answer.ShouldBeProblem(HttpStatusCode.BadRequest);
        answer.WrongFields.ShouldBe(fields.Split(','));
    }

    [Fact]
    public async Task A_draining_number_keeps_its_lease_and_is_not_leased_again()
    {
        await _app.Database.AddNumbersAsync(1);
        await _app.Database.LeaseAsync(101, "visitor");

        var draining = await _app.PostAsync(First + "/drain");
        var extension = await _app.Database.PoolOf().LeaseAsync(101, "visitor", default);
        var call = await _app.Database.AttributeAsync("+79161234567", Crm.Contracts.PhoneNumber.Parse("+74951112201"));
        await _app.Database.PassAsync(TimeSpan.FromHours(1));
        var drained = await _app.GetAsync(First);
        var enabled = await _app.PostAsync(First + "/enable");

        State(draining).ShouldBe("draining");
        draining.Json.GetProperty("listing_id").GetInt64().ShouldBe(101);
        extension.ShouldBeOfType<LeaseResult.PoolEmpty>();
        call.Reason.ShouldBe(AttributionReason.LiveLease);
        State(drained).ShouldBe("disabled");
        State(enabled).ShouldBe("free");
        (await _app.Database.PoolOf().LeaseAsync(102, null, default)).ShouldBeOfType<LeaseResult.Leased>();
    }

    [Fact]
    public async Task A_disabled_number_loses_its_lease_at_once_but_still_leads_its_caller_home()
    {
        await _app.Database.AddNumbersAsync(1);
        await _app.Database.LeaseAsync(101, "visitor");

        var disabled = await _app.PostAsync(First + "/disable");
        var call = await _app.Database.AttributeAsync("+79161234567", Crm.Contracts.PhoneNumber.Parse("+74951112201"));

        State(disabled).ShouldBe("disabled");
        disabled.Json.GetProperty("listing_id").ValueKind.ShouldBe(JsonValueKind.Null);
        call.Reason.ShouldBe(AttributionReason.RecentLease);
        call.Listing!.Id.ShouldBe(101);
    }

    [Fact]
    public async Task A_released_number_goes_to_the_next_listing_and_then_speaks_for_that_one_only()
    {
        await _app.Database.AddNumbersAsync(1);
        await _app.Database.LeaseAsync(101);

        var leases = await _app.GetAsync("/api/v1/leases");
        var released = await _app.SendAsync(HttpMethod.Delete, "/api/v1/leases/+74951112201", null);
        var again = await _app.SendAsync(HttpMethod.Delete, "/api/v1/leases/+74951112201", null);
        await _app.Database.LeaseAsync(102);
        await _app.PostAsync(First + "/release");
        var call = await _app.Database.AttributeAsync(null, Crm.Contracts.PhoneNumber.Parse("+74951112201"));

        leases.Items.ShouldHaveSingleItem().GetProperty("short_title").GetString().ShouldBe("квартира 101");
        released.Status.ShouldBe(HttpStatusCode.NoContent);
        again.ShouldBeProblem(HttpStatusCode.NotFound);
        call.Listing!.Id.ShouldBe(102);
    }

    [Fact]
    public async Task The_list_shows_each_number_in_its_state()
    {
        await _app.Database.AddNumbersAsync(5);
        await _app.Database.LeaseAsync(101);
        await _app.Database.LeaseAsync(102);
        await _app.PostAsync("/api/v1/numbers/74951112202/drain");
        await _app.Database.ExecuteAsync("UPDATE virtual_numbers SET is_busy = TRUE WHERE phone = '+74951112203'");
        await _app.Database.ExecuteAsync("UPDATE virtual_numbers SET enabled = FALSE WHERE phone = '+74951112204'");

        var all = await _app.GetAsync("/api/v1/numbers?limit=4");
        var rest = await _app.GetAsync($"/api/v1/numbers?after={all.Json.GetProperty("next").GetString()}");
        var held = await _app.GetAsync("/api/v1/numbers?state=held");
        var wrong = await _app.GetAsync("/api/v1/numbers?state=busy");

        all.Items.Select(number => number.GetProperty("state").GetString()).ShouldBe(["leased", "draining", "held", "disabled"]);
        all.Items.First().GetProperty("display").GetString().ShouldBe("+7-495-111-22-01");
        rest.Items.ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("free");
        held.Items.ShouldHaveSingleItem().GetProperty("number").GetString().ShouldBe("+74951112203");
        wrong.WrongFields.ShouldBe(["state"]);
    }

    [Fact]
    public async Task A_number_for_all_listings_is_not_leased_and_has_its_callers_asked()
    {
        await _app.Database.AddNumbersAsync(1);
        await _app.SendAsync(HttpMethod.Patch, First, """{"confirm": false}""");

        var asks = await _app.SendAsync(HttpMethod.Patch, First, """{"ask_code": true}""");
        var lease = await _app.Database.PoolOf().LeaseAsync(101, null, default);
        var call = await _app.Database.AttributeAsync("+79161234567", Crm.Contracts.PhoneNumber.Parse("+74951112201"));
        var wrong = await _app.SendAsync(HttpMethod.Patch, First, """{"ask_code": null}""");
        var empty = await _app.SendAsync(HttpMethod.Patch, First, "{}");
        var back = await _app.SendAsync(HttpMethod.Patch, First, """{"ask_code": false, "confirm": null}""");

        asks.Json.GetProperty("ask_code").GetBoolean().ShouldBeTrue(asks.Text);
        asks.Json.GetProperty("confirm").GetBoolean().ShouldBeFalse();
        lease.ShouldBeOfType<LeaseResult.PoolEmpty>();
        call.AskCode.ShouldBeTrue();
        wrong.WrongFields.ShouldBe(["ask_code"]);
        empty.WrongFields.ShouldBe(["body"]);
        back.Json.GetProperty("ask_code").GetBoolean().ShouldBeFalse();
        back.Json.GetProperty("confirm").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_number_has_its_own_word_on_confirmation_and_leaves_the_pool_only_without_a_lease()
    {
        await _app.Database.AddNumbersAsync(1);
        await _app.Database.LeaseAsync(101);

        var variantA = await _app.SendAsync(HttpMethod.Patch, First, """{"confirm": false}""");
        var back = await _app.SendAsync(HttpMethod.Patch, First, """{"confirm": null}""");
        var wrong = await _app.SendAsync(HttpMethod.Patch, First, """{"confirm": "no", "state": "free"}""");
        var shared = await _app.SendAsync(HttpMethod.Patch, First, """{"ask_code": true}""");
        var refused = await _app.SendAsync(HttpMethod.Delete, First, null);
        await _app.PostAsync(First + "/release");
        var deleted = await _app.SendAsync(HttpMethod.Delete, First, null);
        var unknown = await _app.PostAsync(First + "/enable");

        variantA.Json.GetProperty("confirm").GetBoolean().ShouldBeFalse();
        back.Json.GetProperty("confirm").ValueKind.ShouldBe(JsonValueKind.Null);
        shared.Json.GetProperty("ask_code").GetBoolean().ShouldBeTrue();
        shared.Json.GetProperty("confirm").ValueKind.ShouldBe(JsonValueKind.Null);
        wrong.WrongFields.ShouldBe(["confirm", "state"]);
        refused.ShouldBeProblem(HttpStatusCode.Conflict);
        deleted.Status.ShouldBe(HttpStatusCode.NoContent);
        unknown.ShouldBeProblem(HttpStatusCode.NotFound);
    }

    private static string? State(ApiAnswer answer) => answer.Json.GetProperty("state").GetString();
}
