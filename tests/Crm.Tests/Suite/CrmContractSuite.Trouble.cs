using CallControl.Crm.Contracts;
using CallControl.TestKit.Vendors;

namespace CallControl.Crm.Tests.Suite;

public abstract partial class CrmContractSuite
{
    // More steps than any adapter takes for a whole call.
    private const int MostSteps = 200;

    public static TheoryData<VendorTrouble> PassingTroubles =>
        [VendorTrouble.Slow, VendorTrouble.Down, VendorTrouble.AnswerLost, VendorTrouble.TooMany, VendorTrouble.BrokenJson, VendorTrouble.Unavailable];

    [Theory]
    [MemberData(nameof(PassingTroubles))]
    public async Task A_vendor_in_passing_trouble_has_each_call_once_when_it_is_over(VendorTrouble trouble)
    {
        var adapter = Open();
        var impatient = Open(impatient: true);
        var call = Calls.New();
        foreach (var crmEvent in Calls.Whole(call))
        {
            await FailAsync(impatient, crmEvent, trouble);

            await TellUntilDoneAsync(adapter, crmEvent);
        }

        var record = OnlyRecord();
        record.Extension.ShouldBe("101");
        record.Recordings.Count.ShouldBe(Can(CrmCapabilities.Recordings) ? 1 : 0);
        CountClients("a").ShouldBe(Clients);
        lab.Screens("a").ShouldBeEmpty();
        IgnoreRemarks();
    }

    /// <summary>An event that a vendor has no words for may pass, but not one that it was told in vain.</summary>
    private async Task FailAsync(ICrmAdapter adapter, CrmEvent crmEvent, VendorTrouble trouble)
    {
        var asked = lab.Stub.Journal.Count;
        lab.Stub.Suffer(trouble);
        var failure = await Record.ExceptionAsync(() => adapter.HandleAsync(crmEvent, CancellationToken.None));
        lab.Stub.Recover();
        if (failure is null)
            lab.Stub.Journal.Count.ShouldBe(asked, crmEvent.ToString());
        else
            failure.ShouldBeOfType<CrmException>().IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_slow_vendor_holds_a_question_no_longer_than_its_budget()
    {
        if (!Can(CrmCapabilities.Customers))
            return;
        lab.AddClient("a", Calls.Client, "Sample Ltd", "102");
        lab.Stub.Slowness = TimeSpan.FromSeconds(10);
        lab.Stub.Suffer(VendorTrouble.Slow);
        using var budget = new CancellationTokenSource(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var started = TimeProvider.System.GetTimestamp();

        await Should.ThrowAsync<OperationCanceledException>(() => Open().FindCustomerAsync(Calls.Client, budget.Token));

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(VendorTrouble.Down)]
    [InlineData(VendorTrouble.TooMany)]
    [InlineData(VendorTrouble.BrokenJson)]
    [InlineData(VendorTrouble.Unauthorized)]
    public async Task A_vendor_in_trouble_does_not_say_that_a_client_is_unknown(VendorTrouble trouble)
    {
        if (!Can(CrmCapabilities.Customers))
            return;
        var adapter = Open();
        lab.Stub.Suffer(trouble);

        var failure = await Should.ThrowAsync<CrmException>(() => adapter.FindCustomerAsync(Calls.Client, CancellationToken.None));

        failure.IsTransient.ShouldBe(trouble != VendorTrouble.Unauthorized);
        failure.Message.ShouldNotContain(Calls.Client.Digits);
    }

    [Fact]
    public async Task A_refused_key_is_no_passing_failure_and_is_not_tried_again_and_again()
    {
        var adapter = Open();
        lab.Stub.Suffer(VendorTrouble.Unauthorized);

        for (var i = 0; i < Attempts; i++)
            (await Should.ThrowAsync<CrmException>(() => adapter.HandleAsync(Telling(), CancellationToken.None))).IsTransient.ShouldBeFalse();

        lab.Stub.Journal.Count.ShouldBeLessThan(Attempts);
    }

    [Fact]
    public async Task A_vendor_that_says_how_long_to_wait_is_understood()
    {
        lab.Stub.Suffer(VendorTrouble.TooMany);

        var failure = await Should.ThrowAsync<CrmException>(() => Open().HandleAsync(Telling(), CancellationToken.None));

        failure.RetryAfter.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_same_event_twice_makes_one_record()
    {
        var call = Calls.New();

        foreach (var crmEvent in Calls.Whole(call))
            await TellAsync(Open(), crmEvent, crmEvent);

        var record = OnlyRecord();
        record.Recordings.Count.ShouldBe(Can(CrmCapabilities.Recordings) ? 1 : 0);
        CountClients("a").ShouldBe(Clients);
    }

    [Fact]
    public async Task Killed_before_any_step_and_told_again_it_makes_one_record_one_client_and_one_link()
    {
        var steps = 0;
        for (var killed = true; killed; steps++)
        {
            steps.ShouldBeLessThan(MostSteps);
            var account = $"killed after {steps} steps";
            killed = await TellKilledAfterAsync(steps, account);

            var record = lab.Records(account).ShouldHaveSingleItem(account);
            record.Extension.ShouldBe("101");
            record.Recordings.Count.ShouldBe(Can(CrmCapabilities.Recordings) ? 1 : 0, account);
            CountClients(account).ShouldBe(Clients, account);
            lab.Screens(account).ShouldBeEmpty(account);
        }

        steps.ShouldBeGreaterThan(2);
        IgnoreRemarks();
    }

    /// <returns>Whether there was a step to be killed before.</returns>
    private async Task<bool> TellKilledAfterAsync(int steps, string account)
    {
        _parts.Steps.KillAfter(steps);
        var killed = false;
        var adapter = Open(account);
        foreach (var crmEvent in Calls.Whole(Calls.New()))
        {
            try
            {
                await adapter.HandleAsync(crmEvent, CancellationToken.None);
            }
            catch (KilledException)
            {
                killed = true;
                _parts.Steps.Live();
                adapter = Open(account);
                await adapter.HandleAsync(crmEvent, CancellationToken.None);
            }
        }

        _parts.Steps.Live();
        return killed;
    }

    // After a lost answer a field may be sent once more.
    private void IgnoreRemarks() => lab.Stub.Forget();
}
