using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using CallControl.Crm.Tests.Suite;
using CallControl.TestKit.Vendors.RetailCrm;

namespace CallControl.Crm.Tests.RetailCrm;

public sealed class DealTests : RetailCrmTest
{
    [Fact]
    public async Task The_deal_is_the_clients_latest_order_and_the_employee_is_the_mapped_user()
    {
        var client = new StubCustomer { FirstName = "Ira", Phones = [Calls.Client.ToString()] };
        Account.Add(client);
        foreach (var (id, status) in new[] { (501, "complete"), (503, "new"), (502, "assembling") })
            Account.Orders.Add(new StubOrder(id, new JsonObject { ["customer"] = new JsonObject { ["id"] = client.Id }, ["status"] = status }));
        Account.Orders.Add(new StubOrder(900, new JsonObject { ["customer"] = new JsonObject { ["id"] = client.Id + 1 }, ["status"] = "new" }));
        var adapter = Open();

        var deal = await adapter.FindDealAsync(Calls.Client, CancellationToken.None);

        deal.ShouldBe(new CrmDeal("503", "new"));
        adapter.EmployeeIdAt("101").ShouldBe(Lab.User("101").Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        adapter.EmployeeIdAt("199").ShouldBeNull();
        (await adapter.FindDealAsync(PhoneNumber.Parse("+375290000009"), CancellationToken.None)).ShouldBeNull();
    }
}
