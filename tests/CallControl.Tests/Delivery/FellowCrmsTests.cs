using CallControl.Crm.Contracts;
using CallControl.Delivery;

namespace CallControl.CallControl.Tests.Delivery;

public sealed class FellowCrmsTests
{
    private static readonly CrmDeal Deal = new("501", "new");

    [Fact]
    public async Task A_CRM_that_fails_or_does_not_answer_hides_no_deal_of_another()
    {
        (await AskAsync(new Crm(_ => throw new CrmException("refused") { IsAccountProblem = true }), new Crm(_ => Task.FromResult<CrmDeal?>(Deal)))).ShouldBe(Deal);
        (await AskAsync(new Crm(_ => Task.FromResult<CrmDeal?>(Deal)), new Crm(SilentAsync))).ShouldBe(Deal);
        using var budget = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        (await FellowCrms.FirstDealAsync([new Crm(SilentAsync), new Crm(_ => Task.FromResult<CrmDeal?>(Deal))], CrmApp.Client, budget.Token)).ShouldBe(Deal);
    }

    [Fact]
    public async Task The_first_CRMs_deal_wins_and_a_failure_counts_when_none_has_one()
    {
        (await AskAsync(new Crm(_ => Task.FromResult<CrmDeal?>(Deal)), new Crm(_ => Task.FromResult<CrmDeal?>(new CrmDeal("other", null))))).ShouldBe(Deal);
        (await AskAsync(new Crm(_ => Task.FromResult<CrmDeal?>(null)))).ShouldBeNull();
        (await Should.ThrowAsync<CrmException>(() => AskAsync(
            new Crm(_ => Task.FromResult<CrmDeal?>(null)), new Crm(_ => throw new CrmException("refused") { IsAccountProblem = true })))).IsAccountProblem.ShouldBeTrue();
    }

    private static Task<CrmDeal?> AskAsync(params ICrmAdapter[] crms) => FellowCrms.FirstDealAsync(crms, CrmApp.Client, CancellationToken.None);

    private static async Task<CrmDeal?> SilentAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        return null;
    }

    private sealed class Crm(Func<CancellationToken, Task<CrmDeal?>> deal) : ICrmAdapter
    {
        public Task HandleAsync(CrmEvent crmEvent, CancellationToken cancellation) => Task.CompletedTask;

        public Task<CustomerCard?> FindCustomerAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<CustomerCard?>(null);

        public Task<string?> FindResponsibleExtensionAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<string?>(null);

        public Task<IReadOnlyList<CustomerNames>> FindNamesAsync(PhoneNumber phone, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CustomerNames>>([]);

        public async Task<CrmDeal?> FindDealAsync(PhoneNumber phone, CancellationToken cancellation) => await deal(cancellation);
    }
}
