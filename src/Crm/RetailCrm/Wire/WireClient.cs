using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Wire;

namespace CallControl.Crm.RetailCrm.Wire;

/// <summary>Forms out, JSON in. RetailCRM takes no JSON bodies: a structure is one field of a form that holds JSON.</summary>
/// <param name="http">Waits for the API's limits and throws what is worth another attempt. Shared: nothing of it is changed.</param>
/// <param name="host">The account, <c>https://demo.retailcrm.ru</c>.</param>
/// <param name="key">Of the account; only ever in a header, never in an address.</param>
/// <param name="rest">Shared by all who use the key.</param>
/// <param name="backOff">Of this API.</param>
internal sealed class WireClient(HttpClient http, Uri host, string key, KeyRest rest, BackOff backOff)
{
    private readonly string _base = host.AbsoluteUri.TrimEnd('/') + "/api/v5/";

    public Task<T> GetAsync<T>(string path, IEnumerable<(string Name, string Value)> query, CancellationToken cancellation)
        where T : Envelope
    {
        var text = string.Join('&', query.Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value)}"));
        return SendAsync<T>(HttpMethod.Get, text.Length == 0 ? path : $"{path}?{text}", null, cancellation);
    }

    /// <param name="path">Below the API.</param>
    /// <param name="name">The form's field that holds the structure.</param>
    /// <param name="value">The structure.</param>
    /// <param name="scalars">The other fields; null is left out.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<T> PostAsync<T>(string path, string name, object value, IEnumerable<(string Name, string? Value)> scalars, CancellationToken cancellation)
        where T : Envelope
    {
        var fields = scalars.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!))
            .Prepend(KeyValuePair.Create(name, JsonSerializer.Serialize(value, value.GetType(), WireJson.Options)));
        using var form = new FormUrlEncodedContent(fields);
        return await SendAsync<T>(HttpMethod.Post, path, form, cancellation);
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
        where T : Envelope
    {
        rest.ThrowIfRefused();
        using var request = new HttpRequestMessage(method, _base + path) { Content = content };
        request.Headers.TryAddWithoutValidation("X-API-KEY", key);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            backOff.Reset();
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            // Some refusals come with 200.
            if (response.IsSuccessStatusCode && !Refusal.IsPage(body) && Read<T>(body) is { Success: true } answer)
                return answer;
            var refusal = Refusal.From(path, response.StatusCode, body);
            if (refusal.Code == Refusal.WrongKeyCode)
                rest.Remember(refusal);
            throw refusal;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CrmException("RetailCRM was not reached", e) { IsTransient = true };
        }
    }

    private static T Read<T>(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, WireJson.Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new CrmException("RetailCRM answered with something that can't be read", e) { Code = "200", IsTransient = true };
        }
    }
}
