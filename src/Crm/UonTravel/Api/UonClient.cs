using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.UonTravel.Wire;

namespace CallControl.Crm.UonTravel.Api;

/// <summary>A client ("tourist") as U-ON keeps him: <c>u_id, u_surname, u_name, u_sname, u_company, u_type, u_phone, u_phone_mobile, u_phone_home, manager_id</c>.</summary>
/// <param name="Id"><c>u_id</c>.</param>
internal sealed record UonClient(string Id)
{
    private const string PrivatePerson = "1";

    public string? LastName { get; init; }

    public string? FirstName { get; init; }

    public string? MiddleName { get; init; }

    /// <summary>Null for a private person.</summary>
    public string? Company { get; init; }

    /// <summary>False when nothing was said of a company: webhooks leave it out.</summary>
    public bool KnowsCompany { get; init; } = true;

    /// <summary>U-ON's id of the responsible employee; null when there is none.</summary>
    public string? ManagerId { get; init; }

    /// <summary>When he was made by us a moment ago; null for all whom U-ON tells of.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>As they are written there.</summary>
    public IReadOnlyList<string> PhoneTexts { get; init; } = [];

    public string? Person => Joined(LastName, FirstName, MiddleName);

    public string PersonUid => "uon:" + Id;

    public static UonClient? Of(JsonElement row)
    {
        if (row.Id("u_id") is not { } id)
            return null;
        var type = row.Text("u_type");
        return new UonClient(id)
        {
            LastName = row.Text("u_surname"),
            FirstName = row.Text("u_name"),
            MiddleName = row.Text("u_sname"),
            // A private person may have the company he works for in this field.
            Company = type == PrivatePerson && (row.Text("u_surname") ?? row.Text("u_name")) is not null ? null : row.Text("u_company"),
            KnowsCompany = type == PrivatePerson || row.TryGetProperty("u_company", out _),
            ManagerId = row.Id("manager_id"),
            PhoneTexts = [.. new[] { row.Text("u_phone"), row.Text("u_phone_mobile"), row.Text("u_phone_home") }.OfType<string>()],
        };
    }

    /// <param name="home">The country of numbers that are written without a calling code.</param>
    public IReadOnlyList<PhoneNumber> Phones(PhoneCountry? home) =>
        [.. PhoneTexts.Select(text => PhoneNumber.TryParse(text, out var phone, home) ? phone : default).Where(phone => phone != default).Distinct()];

    /// <summary>For <c>customers</c>, a row for each phone; a name that is a phone number is none.</summary>
    public IReadOnlyList<CustomerNames> Names(IEnumerable<PhoneNumber> phones)
    {
        var madeUp = PhoneNumber.TryParse(Person, out _);
        return [.. phones.Distinct().Select(phone => new CustomerNames(
            phone, "uon", Id, madeUp ? null : LastName, madeUp ? null : FirstName, madeUp ? null : MiddleName, Company, PersonUid) { LeavesCompany = !KnowsCompany })];
    }

    private static string? Joined(params string?[] parts) => string.Join(' ', parts.Where(part => part is not null)) is { Length: > 0 } name ? name : null;
}
