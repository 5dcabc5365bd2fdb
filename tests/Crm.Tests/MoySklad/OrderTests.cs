using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors;

namespace CallControl.Crm.Tests.MoySklad;

public sealed class OrderTests : MoySkladTest
{
    [Fact]
    public async Task An_order_names_its_client_status_and_source()
    {
        Lab.AddClient("a", Calls.Client, "Sample Ltd", "102");
        Account.OrderStates["Новый"] = Guid.NewGuid().ToString();

        await TellAsync(Open(Orders("always", status: "новый")), Calls.Whole(Calls.New()));

        var order = Account.Orders.ShouldHaveSingleItem();
        order.Agent.ShouldBe(Account.Counterparties.Single().Id);
        order.State.ShouldBe("Новый");
        order.Description.ShouldBe("Телефонный звонок");
    }

    [Theory]
    [InlineData("none", true, 0)]
    [InlineData("none", false, 0)]
    [InlineData("new_client", true, 0)]
    [InlineData("new_client", false, 1)]
    [InlineData("always", true, 1)]
    [InlineData("always", false, 1)]
    public async Task An_order_is_made_as_configured(string mode, bool known, int orders)
    {
        if (known)
            Lab.AddClient("a", Calls.Client, "Sample Ltd", "102");

        await TellAsync(Open(Orders(mode)), Calls.Whole(Calls.New()));

        Account.Orders.Count.ShouldBe(orders);
    }

    [Fact]
    public async Task An_outgoing_call_has_a_source_of_its_own()
    {
        await TellAsync(Open(settings => settings["outgoing_call_actions"] = Actions("always", null)), Calls.Whole(Calls.New(CallDirection.Outgoing)));

        Account.Orders.ShouldHaveSingleItem().Description.ShouldBe("Исходящий звонок");
    }

    [Fact]
    public async Task A_status_that_is_not_there_costs_the_order_and_not_the_call()
    {
        await TellAsync(Open(Orders("always", status: "Отсутствует")), Calls.Whole(Calls.New()));

        Account.Orders.ShouldBeEmpty();
        OnlyCall().EndTime.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_order_whose_answer_was_lost_is_not_made_twice()
    {
        var adapter = Open(Orders("always"));
        var call = Calls.New();
        Lab.Stub.Suffer(VendorTrouble.AnswerLost, only: request => request.Method == "POST" && request.Path.EndsWith("customerorder", StringComparison.Ordinal));
        await TellAsync(adapter, Calls.Ringing(call, "101"));
        Lab.Stub.Recover();

        await TellAsync(adapter, Calls.Answered(call, "101"), Calls.Ended(call, "101"));

        Account.Orders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_whose_making_was_not_answered_is_new_for_his_own_call_and_for_no_other()
    {
        var adapter = Open(Orders("new_client"));
        var (call, another) = (Calls.New(), Calls.New());
        Lab.Stub.Suffer(VendorTrouble.AnswerLost, only: request => request.Method == "POST" && request.Path.EndsWith("counterparty", StringComparison.Ordinal));
        await TellAsync(adapter, Calls.Ringing(call, "101"));
        Lab.Stub.Recover();

        await TellAsync(adapter, Calls.Whole(another));
        await TellAsync(adapter, Calls.Answered(call, "101"), Calls.Ended(call, "101"));

        Account.Counterparties.Count.ShouldBe(1);
        Account.Orders.ShouldHaveSingleItem().ExternalCode.ShouldBe(call.Id.ToString());
    }

    private static Action<JsonObject> Orders(string mode, string? status = null) => settings => settings["incoming_call_actions"] = Actions(mode, status);

    private static JsonObject Actions(string mode, string? status) => new() { ["create_client"] = true, ["create_order"] = mode, ["order_status"] = status };
}
