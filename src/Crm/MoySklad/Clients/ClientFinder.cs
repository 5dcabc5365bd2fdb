using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Remap;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>Finds a client by phone in at most three searches, and confirms it by comparing whole numbers: MoySklad compares texts.</summary>
internal sealed class ClientFinder(RemapClient remap)
{
    // Others who share the digits of a number are few; more than this is a search that went wrong.
    private const int MostPersonsRequests = 3;

    /// <returns>Null when MoySklad knows nobody with this phone.</returns>
    public async Task<Client?> FindAsync(PhoneNumber phone, CancellationToken cancellation)
    {
        foreach (var tail in PhoneSpellings.Tails(phone))
        {
            if (await ConfirmAsync(phone, await remap.SearchAsync(tail, cancellation), cancellation) is { } found)
                return found;
        }

        return null;
    }

    private async Task<Client?> ConfirmAsync(PhoneNumber phone, IReadOnlyList<Counterparty> candidates, CancellationToken cancellation)
    {
        var clients = candidates.Where(candidate => !candidate.Archived)
            .Select(candidate => new Client(candidate, candidate.Contactpersons?.Items ?? [], null, phone.Country)).ToList();
        if (clients.Find(client => client.HasOwnPhone(phone)) is { } own)
            return await WithPersonsAsync(own, cancellation);
        var asked = 0;
        foreach (var client in clients)
        {
            var whole = client;
            if (LacksPersons(client) && asked++ < MostPersonsRequests)
                whole = await WithPersonsAsync(client, cancellation);
            if (whole.PersonWith(phone) is { } person)
                return whole with { Person = person };
        }

        return null;
    }

    // Expanded lists are part of the answer as a rule; a list that wasn't expanded says only how long it is.
    private static bool LacksPersons(Client client) => client.Counterparty.Contactpersons is { Items: null } list && list.Meta?.Size is not 0;

    private async Task<Client> WithPersonsAsync(Client client, CancellationToken cancellation) =>
        LacksPersons(client) ? client with { Persons = await remap.ContactPersonsAsync(client.Counterparty.Id, cancellation) } : client;
}
