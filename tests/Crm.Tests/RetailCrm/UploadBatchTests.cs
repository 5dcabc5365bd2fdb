using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Processes;
using CallControl.TestKit.Vendors;

namespace CallControl.Crm.Tests.RetailCrm;

/// <summary>Calls that end while others are being uploaded go together.</summary>
public sealed class UploadBatchTests : RetailCrmTest
{
    [Fact]
    public async Task Calls_that_end_together_are_uploaded_together_and_each_once()
    {
        const int calls = 60;
        var adapter = Open(settings => settings["incoming_call_actions"]!["create_client"] = false);
        Lab.Stub.Slowness = TimeSpan.FromMilliseconds(300);
        Lab.Stub.Suffer(VendorTrouble.Slow, request => request.Path.EndsWith("/upload", StringComparison.Ordinal));

        await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => TellAsync(adapter, Calls.Ended(Calls.New() with { Client = null }, "101"))));

        Account.Calls.Count.ShouldBe(calls);
        var uploads = Posted("telephony/calls/upload", "calls").Select(upload => upload.AsArray().Count).ToList();
        uploads.Sum().ShouldBe(calls);
        uploads.Count.ShouldBeLessThan(calls / 2);
        uploads.Max().ShouldBeLessThanOrEqualTo(50);
    }

    [Fact]
    public async Task A_call_that_is_refused_does_not_take_others_with_it()
    {
        var adapter = Open(settings =>
        {
            settings["incoming_call_actions"]!["create_client"] = false;
            settings["external_phones"] = new JsonObject { ["+375170000002"] = "no-shop" };
        });
        Lab.Stub.Slowness = TimeSpan.FromMilliseconds(300);
        Lab.Stub.Suffer(VendorTrouble.Slow, request => request.Path.EndsWith("/upload", StringComparison.Ordinal));
        var good = Enumerable.Range(0, 3).Select(_ => TellAsync(adapter, Calls.Ended(Calls.New() with { Client = null }, "101"))).ToList();

        // RetailCRM has no such store.
        var bad = Calls.New() with { Client = null, Line = PhoneNumber.Parse("+375170000002") };
        var refusal = await Should.ThrowAsync<CrmException>(() => TellAsync(adapter, Calls.Ended(bad, "101")));
        await Task.WhenAll(good);

        refusal.IsTransient.ShouldBeFalse();
        Account.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Whoever_gives_up_between_the_calls_of_a_refused_batch_leaves_none_of_them_behind()
    {
        var adapter = Open(settings => settings["external_phones"] = new JsonObject { ["+375170000002"] = "no-shop" });
        Lab.Stub.Slowness = TimeSpan.FromMilliseconds(300);
        Lab.Stub.Suffer(VendorTrouble.Slow, request => request.Path.EndsWith("/upload", StringComparison.Ordinal));
        using var impatience = new CancellationTokenSource();
        var first = TellAsync(adapter, Calls.Ended(Calls.New() with { Client = null }, "101"));
        // Those that gather behind the first; the bad one sends them all.
        var bad = Calls.Ended(Calls.New() with { Client = null, Line = PhoneNumber.Parse("+375170000002") }, "101");
        CallEnded[] good = [.. Enumerable.Range(0, 3).Select(_ => Calls.Ended(Calls.New() with { Client = null }, "101"))];
        var sender = adapter.HandleAsync(bad, impatience.Token);
        var others = good.Select(ended => adapter.HandleAsync(ended, CancellationToken.None)).ToList();
        await Poll.UntilAsync(() => Lab.Stub.Journal.Any(entry => entry.Status == 400), TimeSpan.FromSeconds(10), "the batch is refused");

        await impatience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sender);
        foreach (var other in others)
            (await Should.ThrowAsync<CrmException>(() => other.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System))).IsTransient.ShouldBeTrue();
        Lab.Stub.Recover();
        await TellAsync(adapter, good);
        await first;

        Account.Calls.Count.ShouldBe(4);
        Posted("telephony/calls/upload", "calls").ShouldAllBe(upload => upload.AsArray().Count > 0);
    }
}
