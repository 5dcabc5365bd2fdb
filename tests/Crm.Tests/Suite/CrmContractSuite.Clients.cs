using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.Suite;

public abstract partial class CrmContractSuite
{
    [Theory]
    [InlineData(CallDirection.Incoming)]
    [InlineData(CallDirection.Outgoing)]
    public async Task An_unknown_client_is_made_once_when_that_is_switched_on(CallDirection direction)
    {
        await TellAsync(Open(), Calls.Whole(Calls.New(direction)));
        await TellAsync(Open(), Calls.Whole(Calls.New(direction)));

        CountClients("a").ShouldBe(Clients);
        lab.Records("a").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(CallDirection.Incoming)]
    [InlineData(CallDirection.Outgoing)]
    public async Task An_unknown_client_stays_unknown_when_making_is_switched_off(CallDirection direction)
    {
        await TellAsync(Open(settings: new LabSettings(CreateClients: false)), Calls.Whole(Calls.New(direction)));

        lab.CountClients("a", Calls.Client).ShouldBe(0);
        OnlyRecord().Extension.ShouldBe("101");
    }

    [Fact]
    public async Task A_client_who_calls_on_two_lines_at_once_is_made_once()
    {
        var adapter = Open();

        await Task.WhenAll(TellAsync(adapter, Calls.Ringing(Calls.New(), "101")), TellAsync(adapter, Calls.Ringing(Calls.New(), "102")));

        CountClients("a").ShouldBe(Clients);
    }

    [Fact]
    public async Task A_known_client_has_a_name_and_an_employee_who_is_responsible()
    {
        lab.AddClient("a", Calls.Client, "Sample Ltd", "102");
        var adapter = Open();

        var card = Can(CrmCapabilities.Customers) ? await adapter.FindCustomerAsync(Calls.Client, CancellationToken.None) : null;
        var extension = Can(CrmCapabilities.Responsible) ? await adapter.FindResponsibleExtensionAsync(Calls.Client, CancellationToken.None) : null;

        if (Can(CrmCapabilities.Customers))
            card.ShouldNotBeNull().DisplayName.ShouldBe("Sample Ltd");
        if (Can(CrmCapabilities.Responsible))
            extension.ShouldBe("102");
    }

    [Fact]
    public async Task An_unknown_client_is_nobody()
    {
        lab.AddClient("b", Calls.Client, "Sample Ltd", "102");
        var adapter = Open("a");

        if (Can(CrmCapabilities.Customers))
            (await adapter.FindCustomerAsync(Calls.Client, CancellationToken.None)).ShouldBeNull();
        if (Can(CrmCapabilities.Responsible))
            (await adapter.FindResponsibleExtensionAsync(Calls.Client, CancellationToken.None)).ShouldBeNull();
        if (Can(CrmCapabilities.Names))
            (await adapter.FindNamesAsync(Calls.Client, CancellationToken.None)).ShouldBeEmpty();
    }
}
