using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Calls;
using CallControl.Crm.MoySklad.Remap;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>Finds a client, or makes one, once also when he calls on two lines at a time, whichever replicas they are told by.</summary>
internal sealed class ClientMaker(ClientFinder finder, RemapClient remap, ICrmLocks locks, string account)
{
    public async Task<(Client Client, bool IsNew)> FindOrCreateAsync(PhoneNumber phone, CallNotes notes, CancellationToken cancellation)
    {
        await using var alone = await locks.EnterAsync(account, $"client {phone}", cancellation);
        if (await finder.FindAsync(phone, cancellation) is { } found)
            return (found, notes.MayHaveMadeClient);
        await notes.MakingClientAsync(cancellation);
        var created = await remap.CreateAsync(
            new NewCounterparty(phone.ToString(), phone.ToString(), [RussianWords.CreatedAutomatically], "individual"), cancellation);
        return (new Client(created, [], null, phone.Country), true);
    }
}
