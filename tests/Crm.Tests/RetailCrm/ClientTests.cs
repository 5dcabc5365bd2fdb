using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;
using CallControl.TestKit.Vendors.RetailCrm;

namespace CallControl.Crm.Tests.RetailCrm;

public sealed class ClientTests : RetailCrmTest
{
    [Theory]
    [InlineData("+375290000001")]
    [InlineData("375290000001")]
    [InlineData("80290000001")]
    [InlineData("290000001")]
    public async Task A_client_is_found_however_his_phone_is_written(string written)
    {
        Account.Add(new StubCustomer { FirstName = "Ira", LastName = "Sample", Phones = [written], ManagerId = Lab.User("102").Id });

        var card = await Open().FindCustomerAsync(Calls.Client, CancellationToken.None);

        card.ShouldNotBeNull().DisplayName.ShouldBe("Sample Ira");
        card.ResponsibleExtension.ShouldBe("102");
        card.Link!.AbsolutePath.ShouldStartWith("/customers/");
        Lab.Stub.Journal.SelectMany(entry => entry.Request.Remarks).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_whose_number_only_contains_it_is_not_taken_for_the_client()
    {
        Account.Add(new StubCustomer { FirstName = "Ira", Phones = ["+3752900000012", "+79290000001"] });

        (await Open().FindCustomerAsync(Calls.Client, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task All_phones_of_a_client_get_his_name_and_one_who_is_named_by_his_number_has_none()
    {
        Account.Add(new StubCustomer { FirstName = "Ira", LastName = "Sample", Phones = ["+375290000001", "+375290000002"] });
        Account.Add(new StubCustomer { FirstName = "+375290000003", Phones = ["+375290000003"] });
        var adapter = Open();

        var names = await adapter.FindNamesAsync(Calls.Client, CancellationToken.None);
        var none = await adapter.FindNamesAsync(PhoneNumber.Parse("+375290000003"), CancellationToken.None);

        names.Select(name => (name.Phone.ToString(), name.LastName, name.FirstName)).ShouldBe([("+375290000001", "Sample", "Ira"), ("+375290000002", "Sample", "Ira")]);
        none.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_who_was_made_is_linked_to_his_phone()
    {
        await TellAsync(Open(), Calls.Ended(Calls.New(), "101"));

        (await Parts.Customers.FindAsync(Calls.Client, CancellationToken.None)).ShouldNotBeNull().ExternalId
            .ShouldBe(Account.Customers.ShouldHaveSingleItem().Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("new_client", 1)]
    [InlineData("always", 2)]
    public async Task Orders_are_made_as_configured_and_once_for_each_call(string create, int orders)
    {
        var (first, second) = (Calls.New(), Calls.New());

        foreach (var call in (CrmCall[])[first, second])
            await TellAsync(Open(settings => settings["incoming_call_actions"]!["create_order"] = create), Calls.Ended(call, "101"), Calls.Ended(call, "101"));

        Account.Orders.Count.ShouldBe(orders);
        Account.Orders.ShouldAllBe(order => order.Fields["orderMethod"]!.ToString() == "phone" && order.Fields["status"]!.ToString() == "new");
    }

    [Fact]
    public async Task A_client_whose_making_was_not_answered_is_new_all_the_same()
    {
        var adapter = Open(settings => settings["incoming_call_actions"]!["create_order"] = "new_client");
        var call = Calls.New();
        Lab.Stub.Suffer(VendorTrouble.AnswerLost, request => request.Path.EndsWith("/customers/create", StringComparison.Ordinal));
        await TellAsync(adapter, Calls.Ringing(call, "101"));
        Lab.Stub.Recover();

        await TellAsync(adapter, Calls.Ended(call, "101"), Calls.Ended(Calls.New(), "101"));

        Account.Customers.ShouldHaveSingleItem();
        Account.Orders.ShouldHaveSingleItem().Fields["externalId"]!.ToString().ShouldBe(call.Id.ToString());
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("new_client", 1)]
    [InlineData("always", 2)]
    public async Task Orders_of_outgoing_calls_are_made_as_configured_and_belong_to_who_calls(string create, int orders)
    {
        var adapter = Open(settings => settings["outgoing_call_actions"]!["create_order"] = create);

        foreach (var call in (CrmCall[])[Calls.New(CallDirection.Outgoing), Calls.New(CallDirection.Outgoing)])
            await TellAsync(adapter, Calls.Whole(call));

        Account.Orders.Count.ShouldBe(orders);
        Account.Orders.ShouldAllBe(order => order.Fields["managerId"]!.GetValue<int>() == Lab.User("101").Id);
    }

    [Fact]
    public async Task A_key_that_may_not_see_clients_costs_no_record()
    {
        Account.Scopes.Remove("customer");

        await TellAsync(Open(), Calls.Whole(Calls.New()));

        Account.Calls.ShouldHaveSingleItem();
    }
}
