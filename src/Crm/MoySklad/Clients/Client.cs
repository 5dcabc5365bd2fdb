using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Remap;
using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>Who is behind a phone: a counterparty, and perhaps one of its contact persons.</summary>
/// <param name="Counterparty">The company or private person.</param>
/// <param name="Persons">Everybody at it.</param>
/// <param name="Person">Whose phone it is; null when it is the counterparty's own.</param>
/// <param name="Home">The country of the phone it was found by, for numbers that are written without a calling code.</param>
internal sealed record Client(Counterparty Counterparty, IReadOnlyList<ContactPerson> Persons, ContactPerson? Person, PhoneCountry? Home)
{
    /// <summary>For other requests.</summary>
    public Meta Meta => new(Counterparty.Meta.Href, "counterparty");

    public string? OwnerId => Counterparty.Owner?.Meta.Id();

    /// <summary>Whether the counterparty was made for a call and is named after its number, <c>+375290000001</c>: no name for people.</summary>
    public bool IsMadeUp => PhonesOf(Counterparty.Phone).Any(phone => Counterparty.Name.Contains(phone.ToString(), StringComparison.Ordinal))
        || PhoneSpellings.Read(Counterparty.Name, Home).Any();

    /// <summary>The corporate name before the person's.</summary>
    public string DisplayName => IsMadeUp && Person?.Name is { Length: > 0 } name ? name : Counterparty.Name;

    public IReadOnlyList<PhoneNumber> Phones =>
        [.. PhonesOf(Counterparty.Phone).Concat(Persons.SelectMany(person => PhonesOf(person.Phone))).Distinct()];

    public bool HasOwnPhone(PhoneNumber phone) => PhonesOf(Counterparty.Phone).Contains(phone);

    public ContactPerson? PersonWith(PhoneNumber phone) => Persons.FirstOrDefault(person => PhonesOf(person.Phone).Contains(phone));

    /// <summary>For <c>customers</c>. MoySklad keeps a whole name in one field, which goes into the last name.</summary>
    public IReadOnlyList<CustomerNames> Names()
    {
        var company = IsMadeUp ? null : Counterparty.Name;
        var names = new List<CustomerNames>();
        if (company is not null)
            names.AddRange(PhonesOf(Counterparty.Phone).Select(phone => Row(phone, company, company, Counterparty.Id)));
        foreach (var person in Persons)
        {
            if (string.IsNullOrWhiteSpace(person.Name))
                continue;
            var added = PhonesOf(person.Phone).Where(phone => names.TrueForAll(row => row.Phone != phone)).ToList();
            names.AddRange(added.Select(phone => Row(phone, person.Name.Trim(), company, person.Id)));
        }

        return names;
    }

    public CustomerCard Card(string? responsibleExtension)
    {
        var company = IsMadeUp ? null : Counterparty.Name;
        return new CustomerCard(Counterparty.Id, DisplayName, LastName: Person?.Name ?? company, Company: company, Link: Link())
        {
            PersonUid = Uid(Person?.Id ?? Counterparty.Id),
            Phones = Phones,
            ResponsibleExtension = responsibleExtension,
        };
    }

    private CustomerNames Row(PhoneNumber phone, string name, string? company, string personId) =>
        new(phone, "moysklad", Counterparty.Id, LastName: name, EnterpriseName: company, PersonUid: Uid(personId));

    private static string Uid(string id) => "ms:" + id;

    private IEnumerable<PhoneNumber> PhonesOf(string? text) => PhoneSpellings.Read(text, Home);

    private Uri? Link() => Uri.TryCreate(Counterparty.Meta.UuidHref, UriKind.Absolute, out var link) ? link : null;
}
