using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Wire;

namespace CallControl.Crm.MoySklad.Wire;

/// <summary>What both APIs have in common: headers, JSON and refusals.</summary>
/// <param name="http">Waits for the API's limits, unpacks gzip, and throws what is worth another attempt. Shared with others who ask the same API: nothing of it is changed.</param>
/// <param name="api">The API's name for messages.</param>
/// <param name="address">Of the API.</param>
/// <param name="key">The header with the account's key.</param>
/// <param name="time">The clock.</param>
internal sealed class WireClient(HttpClient http, string api, Uri address, (string Header, string Value) key, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly string _base = address.AbsoluteUri.TrimEnd('/') + "/";
    private readonly KeyRest _rest = new(time);

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        var bytes = await SendAsync(method, path, body, cancellation);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, WireJson.Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new CrmException($"{api} answered with something that can't be read", e) { Code = "200", IsTransient = true };
        }
    }

    public async Task<byte[]> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        _rest.ThrowIfRefused();
        using var request = Request(method, path, body);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (response.IsSuccessStatusCode)
                return answer;
            var refusal = Refusal.From(api, response, answer);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
                _rest.Remember(refusal);
            throw refusal;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CrmException($"{api} was not reached", e) { IsTransient = true };
        }
    }

    // Without gzip MoySklad answers 415; the accepted type has to be spelled without a space, which the typed header would put in.
    private HttpRequestMessage Request(HttpMethod method, string path, object? body)
    {
        var request = new HttpRequestMessage(method, _base + path);
        request.Headers.TryAddWithoutValidation("Accept", "application/json;charset=utf-8");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        request.Headers.TryAddWithoutValidation(key.Header, key.Value);
        if (body is null)
            return request;
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), WireJson.Options));
        request.Content.Headers.ContentType = Json;
        return request;
    }
}
