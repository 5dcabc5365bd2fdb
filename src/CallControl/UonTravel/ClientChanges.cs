using CallControl.Crm.UonTravel;
using CallControl.Crm.UonTravel.Webhook;
using CallControl.Customers;
using CallControl.Delivery;
using CallControl.Enterprises;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.UonTravel;

/// <summary>Writes what U-ON says of a client into <c>customers</c>: a row for each of his phones, and his name into every row that is his.</summary>
internal sealed class ClientChanges(CrmAccounts accounts, UonTravelVendor vendor, CustomerLookup lookup, IOptions<NumbersOptions> numbers, ILogger<ClientChanges> logger)
{
    public async Task SaveAsync(Enterprise enterprise, WebhookMessage message, CancellationToken cancellation)
    {
        if (accounts.Find(enterprise.Number, UonTravelVendor.Word) is not { } account)
            return;
        var names = await vendor.NamesAsync(account.Account, account.Parts, message, numbers.Value.Home, cancellation);
        var rows = await account.Parts.Customers.SaveAsync(names, cancellation);
        // Rows that became this client's by his id, but are another source's person, are reached without the person.
        if (names.Count > 0)
            rows += await account.Parts.Customers.SaveAsync([names[0] with { PersonUid = null }], cancellation);
        lookup.Forget(enterprise.Number);
        Log.ClientSaved(logger, enterprise.Number, message.Kind.ToString(), message.ClientId, rows);
    }
}
