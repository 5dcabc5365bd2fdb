using CallControl.ClickToCall;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel;
using CallControl.Crm.UonTravel.Webhook;
using CallControl.Customers;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.UonTravel;

/// <summary>Writes what U-ON says of a client into <c>customers</c>: a row for each of his phones, and his name into every row that is his.</summary>
internal sealed class ClientChanges(
    CrmAccounts accounts, UonTravelVendor vendor, CustomerLookup lookup, ClickSettings clicks, IOptions<NumbersOptions> numbers, ILogger<ClientChanges> logger)
{
    public async Task SaveAsync(Enterprise enterprise, WebhookMessage message, CancellationToken cancellation)
    {
        if (accounts.Find(enterprise.Number, UonTravelVendor.Word) is not { } account)
            return;
        // What it remembers of him would be written over this after his next call.
        if (message.ClientId is { } changed)
            UonTravelVendor.Forget(account.Adapter, changed, []);
        var names = await vendor.NamesAsync(account.Account, account.Parts, message, HomeOf(enterprise), cancellation);
        var rows = await account.Parts.Customers.SaveAsync(names, cancellation);
        // Rows that became this client's by his id, but are another source's person, are reached without the person.
        if (names.Count > 0)
            rows += await account.Parts.Customers.SaveAsync([names[0] with { PersonUid = null }], cancellation);
        foreach (var client in names.GroupBy(row => row.ExternalId, row => row.Phone))
            UonTravelVendor.Forget(account.Adapter, client.Key, [.. client]);
        lookup.Forget(enterprise.Number);
        Log.ClientSaved(logger, enterprise.Number, message.Kind.ToString(), message.ClientId, rows);
    }

    /// <summary>Agencies write their clients' numbers as it is done at home.</summary>
    private PhoneCountry HomeOf(Enterprise enterprise) => clicks.Of(enterprise)?.Home ?? numbers.Value.Home;
}
