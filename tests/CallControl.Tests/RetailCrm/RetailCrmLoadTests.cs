using System.Text.Json.Nodes;
using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.RetailCrm;
using Microsoft.AspNetCore.WebUtilities;

namespace CallControl.CallControl.Tests.RetailCrm;

/// <summary>Much at once, within RetailCRM's limits, which the stub counts as strictly.</summary>
public sealed class RetailCrmLoadTests(PostgresFixture postgres) : RetailCrmHostTest(postgres)
{
    private const int MostInABatch = 50;

    [Fact]
    public async Task Many_recovered_calls_are_uploaded_in_batches_each_once_and_no_pop_up_is_shown()
    {
        const int calls = 150;
        Stub.Slowness = TimeSpan.FromMilliseconds(500);
        Stub.Suffer(VendorTrouble.Slow, IsUpload);

        await TellAsync(Enumerable.Range(0, calls).Select(_ => Recovered()));
        await Poll.UntilAsync(() => Account.Calls.Count >= calls, Patience, "the calls are in RetailCRM");
        await Poll.UntilAsync(async () => await App.Database.ScalarAsync<int>("SELECT count(*) FROM crm_outbox WHERE state = 'waiting'") == 0, Patience, "the outbox is empty");

        var batches = Stub.Journal.Where(entry => IsUpload(entry.Request))
            .Select(entry => JsonNode.Parse(QueryHelpers.ParseQuery(entry.Request.Body)["calls"].ToString())!.AsArray().Count).ToList();
        batches.Sum().ShouldBe(calls);
        batches.Max().ShouldBeInRange(2, MostInABatch);
        batches.Count.ShouldBeLessThan(calls / 10);
        Account.Events.ShouldBeEmpty();
        Stub.Journal.ShouldAllBe(entry => entry.Status < 400);
    }

    [Fact]
    public async Task However_much_is_asked_at_once_it_is_spread_below_RetailCRMs_limits()
    {
        const int names = 20;
        const int managers = 100;
        var phones = Enumerable.Range(0, managers).Select(n => $"37544703{n:0000}").ToList();
        Stub.Forget();

        await Task.WhenAll([
            .. phones.Take(names).Select(phone => App.GetAsync($"/customer-name/0367/{phone}")),
            .. phones.Select(phone => App.GetAsync($"/responsible-extension/0367/{phone}"))]);
        // Nobody waits for answers that long; the questions go on.
        await Poll.UntilAsync(
            () => Stub.Journal.Count(entry => RetailCrmStub.IsTelephony(entry.Request)) >= managers && Stub.Journal.Count >= managers + names, Patience, "all is asked");

        // Turns that a busy machine uses late may be refused; without turns most would be.
        Stub.Journal.Count(entry => entry.Status != 200).ShouldBeLessThan(managers / 4);
        Stub.Journal.Count(entry => RetailCrmStub.IsTelephony(entry.Request)).ShouldBe(managers);
    }

    [Theory]
    [InlineData(VendorTrouble.TooMany)]
    [InlineData(VendorTrouble.Unavailable)]
    public async Task A_call_waits_while_RetailCRM_takes_no_more_requests_and_is_there_once_afterwards(VendorTrouble trouble)
    {
        Stub.Suffer(trouble);
        await TellAsync(Recovered());
        await Poll.UntilAsync(() => Stub.Journal.Count(entry => entry.Status is 429 or 503) > 2, Patience, "it is refused some times");

        Stub.Recover();
        await Poll.UntilAsync(async () => await App.Database.ScalarAsync<int>("SELECT count(*) FROM crm_outbox WHERE state = 'waiting'") == 0, Patience, "the outbox is empty");

        Account.Calls.ShouldHaveSingleItem();
    }

    private static bool IsUpload(StubRequest request) => request.Path.EndsWith("/calls/upload", StringComparison.Ordinal);

    private static CallEnded Recovered()
    {
        var call = new CrmCall(
            Guid.NewGuid(), "0367", CallDirection.Incoming, null, PhoneNumber.Parse("+375170000001"), TimeProvider.System.GetUtcNow().AddHours(-1));
        return new CallEnded(
            Guid.NewGuid(), call, call.StartedAt.AddSeconds(60), true, CallResult.Answered, new CallParty("101", null), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(55));
    }
}
