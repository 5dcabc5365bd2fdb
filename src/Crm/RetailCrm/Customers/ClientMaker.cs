using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Calls;

namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>Finds a client, or makes one, once also when he calls on two lines at a time.</summary>
internal sealed class ClientMaker(ClientFinder finder, MainClient main, Uri host)
{
    private const int Stripes = 16;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    /// <returns>The client, and whether he was made for this call.</returns>
    public async Task<(Client Client, bool IsNew)> FindOrCreateAsync(PhoneNumber phone, int? manager, string? site, CallNotes notes, CancellationToken cancellation)
    {
        var gate = _locks[(uint)phone.GetHashCode() % Stripes];
        await gate.WaitAsync(cancellation);
        try
        {
            if (await finder.FindAsync(phone, cancellation) is { } found)
                return (found, notes.MayHaveMadeClient); // the answer may have been lost
            await notes.MakingClientAsync(cancellation);
            var name = phone.ToString();
            var id = await main.CreateAsync(new NewCustomer(name, [new CustomerPhone(name)], manager, [RussianWords.CreatedAutomatically]), site, cancellation);
            return (new Client(new Customer(id, name, null, null, manager, [new CustomerPhone(name)]), host, phone.Country), true);
        }
        finally
        {
            gate.Release();
        }
    }
}
