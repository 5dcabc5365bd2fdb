using System.Globalization;
using CallControl.Crm.Contracts;
using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Phone;

/// <summary>MoySklad's Phone API 1.0: calls and the cards on employees' screens.</summary>
internal sealed class PhoneApiClient(HttpClient http, Uri address, string key, TimeProvider time)
{
    public static readonly Uri DefaultAddress = new("https://api.moysklad.ru/api/phone/1.0");

    private static readonly string NotFound = VendorError.NotFound.ToString(CultureInfo.InvariantCulture);

    private readonly WireClient _wire = new(http, "MoySklad's Phone API", address, ("Lognex-Phone-Auth-Token", key), time);

    public Task<PhoneCall> CreateAsync(NewCall call, CancellationToken cancellation) =>
        _wire.SendAsync<PhoneCall>(HttpMethod.Post, "call", call, cancellation);

    public Task<PhoneCall> ReadAsync(string id, CancellationToken cancellation) =>
        _wire.SendAsync<PhoneCall>(HttpMethod.Get, "call/" + Uri.EscapeDataString(id), null, cancellation);

    public Task<PhoneCall> UpdateAsync(string id, CallChange change, CancellationToken cancellation) =>
        _wire.SendAsync<PhoneCall>(HttpMethod.Put, "call/" + Uri.EscapeDataString(id), change, cancellation);

    /// <summary>Also the way to find out whether a call was made: an empty change changes nothing.</summary>
    /// <returns>Null when there is no call with our id.</returns>
    public async Task<PhoneCall?> UpdateByExternalIdAsync(string externalId, CallChange change, CancellationToken cancellation)
    {
        try
        {
            return await _wire.SendAsync<PhoneCall>(HttpMethod.Put, "call/extid/" + Uri.EscapeDataString(externalId), change, cancellation);
        }
        catch (CrmException e) when (e.Code == NotFound || e.Code == "404")
        {
            return null;
        }
    }

    public Task SendEventAsync(string id, CardEvent cardEvent, CancellationToken cancellation) =>
        _wire.SendAsync(HttpMethod.Post, $"call/{Uri.EscapeDataString(id)}/event", cardEvent, cancellation);

    /// <summary>The employees who have an extension.</summary>
    public async Task<IReadOnlyList<PhoneEmployee>> EmployeesAsync(CancellationToken cancellation) =>
        (await _wire.SendAsync<PhoneEmployees>(HttpMethod.Get, "employee", null, cancellation)).Employees ?? [];
}
