using System.Collections.Concurrent;
using System.Net;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.Delivery;
using CallControl.TestKit.Processes;
using Microsoft.AspNetCore.Http;

namespace CallControl.CallControl.Tests.Delivery;

[Collection(PostgresCollectionDefinition.Name)]
public sealed class DeliveryTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly string[] Quick = ["--Delivery:FirstRetry=00:00:00.050", "--Delivery:FirstBreak=00:00:00.200", "--Delivery:LookEvery=00:00:00.200"];

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Events_of_a_call_are_told_in_order_names_are_saved_and_every_exchange_is_logged_without_secrets()
    {
        await using var app = await CrmApp.StartAsync(postgres, Quick);
        app.Vendor.Customers[CrmApp.Client] = new CustomerCard("c1", "Ivanov", "Ivanov", "Ivan");
        var call = CrmApp.Call();

        await app.AddAsync(CrmApp.EventsOf(call, Now));
        await DoneAsync(app);

        app.Crm.Told.ShouldBe([$"{call.Id:N} CallRinging", $"{call.Id:N} CallAnswered", $"{call.Id:N} CallEnded", $"{call.Id:N} RecordingReady"]);
        (await app.Database.ScalarAsync<string>("SELECT last_name || ' ' || first_name FROM customers WHERE phone_e164 = '+375447034448'")).ShouldBe("Ivanov Ivan");
        await Poll.UntilAsync(async () => await app.Database.ScalarAsync<int>("SELECT count(*)::int FROM integration_logs") == 4, Limit, "four exchanges are logged");
        // As users ask for them.
        var log = await app.Database.QueryAsync<string>("SELECT integration_logs::text FROM integration_logs WHERE integration_type = 'stub' ORDER BY created_at DESC LIMIT 50;");
        log.Count.ShouldBe(4);
        log.ShouldAllBe(row => row.Contains(call.Id.ToString()) && !row.Contains(CrmApp.Secret) && !row.Contains("375447034448") && row.Contains("***4448"));
    }

    [Fact]
    public async Task An_employee_rung_on_his_outside_phone_is_known_by_his_extension()
    {
        await using var app = await CrmApp.StartAsync(postgres, Quick);
        var call = CrmApp.Call();

        await app.AddAsync([new CallRinging(Guid.NewGuid(), call, Now, false, [new CallParty(null, PhoneNumber.Parse("+79035550101"))])]);
        await DoneAsync(app);

        app.Vendor.Seen.OfType<CallRinging>().Single().Ringing.Single().Extension.ShouldBe("151");
    }

    [Fact]
    public async Task Pop_ups_that_come_late_or_are_recovered_expire_and_records_never()
    {
        await using var app = await CrmApp.StartAsync(postgres, Quick);

        await app.AddAsync(CrmApp.EventsOf(CrmApp.Call(), Now.AddSeconds(-31)).Concat(CrmApp.EventsOf(CrmApp.Call(), Now, recovered: true)));
        await DoneAsync(app);

        app.Crm.Told.Select(told => told.Split(' ')[1]).Order().ShouldBe(["CallEnded", "CallEnded", "RecordingReady", "RecordingReady"]);
        (await app.CountAsync("expired")).ShouldBe(4);
    }

    [Fact]
    public async Task A_vendor_that_says_when_to_come_back_is_not_asked_before()
    {
        await using var app = await CrmApp.StartAsync(postgres, Quick);
        var refusedAt = 0L;
        TimeSpan? away = null;
        app.Crm.Mood = http =>
        {
            if (refusedAt != 0)
            {
                away ??= TimeProvider.System.GetElapsedTime(refusedAt);
                return Task.FromResult(false);
            }

            refusedAt = TimeProvider.System.GetTimestamp();
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (429, "1");
            return Task.FromResult(true);
        };

        await app.AddAsync(CrmApp.EventsOf(CrmApp.Call(), Now).Where(e => e is CallEnded));
        await Poll.UntilAsync(async () => await app.Database.ScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM crm_rates WHERE closed_until IS NOT NULL)"), Limit, "the first is refused");
        await app.AddAsync(CrmApp.EventsOf(CrmApp.Call(), Now).Where(e => e is CallEnded));
        await DoneAsync(app);

        away.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromMilliseconds(980));
        app.Crm.Records.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_vendor_that_is_down_is_left_alone_and_gets_everything_when_it_is_back()
    {
        await using var app = await CrmApp.StartAsync(postgres, Quick);
        var asked = new ConcurrentQueue<long>();
        app.Crm.Mood = http =>
        {
            asked.Enqueue(TimeProvider.System.GetTimestamp());
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.FromResult(true);
        };
        await app.AddAsync(Enumerable.Range(0, 200).SelectMany(_ => CrmApp.EventsOf(CrmApp.Call(), Now).Where(e => e is CallEnded)));
        // The breaks are 0.2, 0.4 and 0.8 s long.
        await Poll.UntilAsync(() => LongestPause(asked) > TimeSpan.FromSeconds(0.7), Limit, "it is left alone for longer each time");
        var before = asked.Count;

        app.Crm.Mood = null;
        await DoneAsync(app);

        before.ShouldBeLessThan(60);
        app.Crm.Records.Count.ShouldBe(200);
        (await app.CountAsync("delivered")).ShouldBe(200);
    }

    [Fact]
    public async Task What_somebody_else_found_wrong_with_an_account_stands_while_its_first_event_is_told()
    {
        await using var app = await CrmApp.StartAsync(postgres, Quick);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Crm.Mood = async _ =>
        {
            await told.Task;
            return false;
        };
        app.Api.App.Service<AccountAlarms>().Raise(app.Api.App.Service<CrmAccounts>().Find("0367", "stub")!, "the staff was refused");

        await app.AddAsync(CrmApp.EventsOf(CrmApp.Call(), Now).Where(e => e is CallEnded));
        await Poll.UntilAsync(() => app.Crm.Requests > 0, Limit, "the event is on its way");
        var meanwhile = (await app.Api.GetAsync("/health/ready")).Text;
        told.SetResult();
        await DoneAsync(app);

        meanwhile.ShouldContain("stub of enterprise 0367: the staff was refused");
        (await app.Api.GetAsync("/health/ready")).Text.ShouldNotContain("stub of enterprise", Case.Sensitive, "what was told proves that the account works");
    }

    [Fact]
    public async Task A_refused_key_sets_nothing_aside_and_new_settings_are_tried_at_once()
    {
        await using var app = await CrmApp.StartAsync(postgres, [.. Quick, "--Delivery:FirstBreak=00:01:00", "--Delivery:LongestBreak=00:10:00"]);
        app.Crm.Mood = http =>
        {
            var wrong = http.Request.Headers.Authorization.ToString() != "Bearer the-new-key-0123456789";
            if (wrong)
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.FromResult(wrong);
        };
        await app.AddAsync(Enumerable.Range(0, 20).SelectMany(_ => CrmApp.EventsOf(CrmApp.Call(), Now).Where(e => e is CallEnded)));
        await Poll.UntilAsync(() => app.Crm.Requests > 0, Limit, "the key is refused");
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var asked = app.Crm.Requests;

        await app.Api.SendAsync(HttpMethod.Put, "/stub-admin/api/config/0367", """{"key": "the-new-key-0123456789"}""");
        await DoneAsync(app);

        asked.ShouldBeLessThanOrEqualTo(8);
        app.Crm.Records.Count.ShouldBe(20);
    }

    [Fact]
    public async Task What_the_vendor_refuses_is_set_aside_shown_and_told_again_on_request()
    {
        await using var app = await CrmApp.StartAsync(postgres, Quick);
        app.Crm.Mood = http =>
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.FromResult(true);
        };
        var call = CrmApp.Call();
        await app.AddAsync(CrmApp.EventsOf(call, Now).Where(e => e is CallEnded));
        await Poll.UntilAsync(async () => await app.CountAsync("dead") == 1, Limit, "it is set aside");

        var dead = await app.Api.GetAsync("/api/v1/outbox?state=dead");
        var counts = await app.Api.GetAsync("/api/v1/outbox/counts");
        app.Crm.Mood = null;
        var replayed = await app.Api.PostAsync("/api/v1/outbox/replay?enterprise=0367&integration=stub");
        await DoneAsync(app);
        var again = await app.Api.PostAsync($"/api/v1/outbox/{dead.Items.Single().GetProperty("id").GetInt64()}/replay");

        dead.Items.Single().GetProperty("last_error").GetString().ShouldBe("refused with 400");
        counts.Json[0].GetProperty("dead").GetInt64().ShouldBe(1);
        replayed.Json.GetProperty("replayed").GetInt32().ShouldBe(1);
        app.Crm.Told.ShouldBe([$"{call.Id:N} CallEnded"]);
        again.ShouldBeProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_slow_call_holds_up_no_other_call()
    {
        await using var app = await CrmApp.StartAsync(postgres, Quick);
        var slow = CrmApp.Call();
        var othersAreTold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Crm.Mood = async http =>
        {
            if (http.Request.Path.Value!.Contains($"{slow.Id:N}/CallEnded", StringComparison.Ordinal))
                await othersAreTold.Task;
            return false;
        };

        await app.AddAsync(CrmApp.EventsOf(slow, Now).Concat(Enumerable.Range(0, 20).SelectMany(_ => CrmApp.EventsOf(CrmApp.Call(), Now))));
        await Poll.UntilAsync(() => app.Crm.Told.Count(told => !told.StartsWith($"{slow.Id:N}", StringComparison.Ordinal)) == 80, Limit, "the others are told");
        othersAreTold.SetResult();
        await DoneAsync(app);

        app.Crm.Told.TakeLast(2).ShouldBe([$"{slow.Id:N} CallEnded", $"{slow.Id:N} RecordingReady"]);
    }

    private static TimeSpan LongestPause(IReadOnlyCollection<long> moments) =>
        moments.Zip(moments.Skip(1), (one, next) => TimeProvider.System.GetElapsedTime(one, next)).DefaultIfEmpty().Max();

    private static Task DoneAsync(CrmApp app) => Poll.UntilAsync(async () => await app.CountAsync("waiting") == 0, Limit, "the outbox is empty");
}
