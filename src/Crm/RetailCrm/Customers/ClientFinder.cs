using CallControl.Crm.Contracts;

namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>Finds a client by phone in at most two searches, and confirms him by comparing whole numbers: a search box finds a lot, and a filter that is not understood, everybody.</summary>
internal sealed class ClientFinder(MainClient main, Uri host)
{
    /// <returns>Null when RetailCRM knows nobody with this phone.</returns>
    public async Task<Client?> FindAsync(PhoneNumber phone, CancellationToken cancellation) =>
        Confirm(phone, await main.SearchAsync(phone.ToString(), cancellation))
        // Written without calling code, or with a national prefix.
        ?? Confirm(phone, await main.SearchAsync(phone.Country is { } country ? phone.Digits[country.Code.Length..] : phone.Digits, cancellation));

    /// <param name="id">His number in RetailCRM.</param>
    /// <param name="home">The country of phones that are written without a calling code.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Client?> FindAsync(int id, PhoneCountry home, CancellationToken cancellation) =>
        await main.FindAsync(id, cancellation) is { } customer ? new Client(customer, host, home) : null;

    private Client? Confirm(PhoneNumber phone, IReadOnlyList<Customer> found) =>
        found.Select(customer => new Client(customer, host, phone.Country)).FirstOrDefault(client => client.Phones.Contains(phone));
}
