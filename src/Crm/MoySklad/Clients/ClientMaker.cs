using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Remap;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>Finds a client, or makes one, once also when he calls on two lines at a time.</summary>
internal sealed class ClientMaker(ClientFinder finder, RemapClient remap)
{
    private const int Stripes = 16;

    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    public async Task<(Client Client, bool IsNew)> FindOrCreateAsync(PhoneNumber phone, CancellationToken cancellation)
    {
        var gate = _locks[(uint)phone.GetHashCode() % Stripes];
        await gate.WaitAsync(cancellation);
        try
        {
            if (await finder.FindAsync(phone, cancellation) is { } found)
                return (found, false);
            var created = await remap.CreateAsync(
                new NewCounterparty(phone.ToString(), phone.ToString(), [RussianWords.CreatedAutomatically], "individual"), cancellation);
            return (new Client(created, [], null, phone.Country), true);
        }
        finally
        {
            gate.Release();
        }
    }
}
