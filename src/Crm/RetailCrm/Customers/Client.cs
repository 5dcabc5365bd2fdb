using CallControl.Crm.Contracts;

namespace CallControl.Crm.RetailCrm.Customers;

/// <summary>Who is behind a phone.</summary>
/// <param name="Customer">As RetailCRM has him.</param>
/// <param name="Host">Of the account.</param>
/// <param name="Home">The country of the phone he was found by, for numbers that are written without a calling code.</param>
internal sealed record Client(Customer Customer, Uri Host, PhoneCountry? Home)
{
    public IReadOnlyList<PhoneNumber> Phones { get; } =
        [.. (Customer.Phones ?? []).Select(phone => PhoneNumber.TryParse(phone.Number, out var number, Home) ? number : default).Where(number => number != default).Distinct()];

    public string DisplayName => string.Join(
        ' ', new[] { Customer.LastName, Customer.FirstName, Customer.Patronymic }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()));

    /// <summary>Whether he was made for a call and is named after his number: no name for people.</summary>
    public bool IsMadeUp => DisplayName.Length == 0
        || new string([.. DisplayName.Where(char.IsAsciiDigit)]) is { Length: > 0 } digits && Phones.Any(phone => digits.Contains(phone.Digits, StringComparison.Ordinal));

    public CustomerCard Card(string? responsibleExtension) => new(
        Id, IsMadeUp && Phones.Count > 0 ? Phones[0].ToDisplay() : DisplayName,
        IsMadeUp ? null : Customer.LastName, IsMadeUp ? null : Customer.FirstName, IsMadeUp ? null : Customer.Patronymic, Link: new Uri(Host, $"/customers/{Id}"))
    {
        PersonUid = Uid,
        Phones = Phones,
        ResponsibleExtension = responsibleExtension,
    };

    /// <summary>For <c>customers</c>.</summary>
    public IReadOnlyList<CustomerNames> Names() => IsMadeUp ? [] : Rows();

    /// <summary>The same with people whose name is a number: that they are there is worth keeping.</summary>
    public IReadOnlyList<CustomerNames> Rows() => [.. Phones.Select(phone => IsMadeUp
        ? new CustomerNames(phone, "retailcrm", Id, PersonUid: Uid)
        : new CustomerNames(phone, "retailcrm", Id, Customer.LastName, Customer.FirstName, Customer.Patronymic, PersonUid: Uid))];

    private string Id => Customer.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Another account's customer of this number is somebody else.
    private string Uid => $"retailcrm:{Host.Authority}:{Id}";
}
