using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.MoySklad.Wire;

/// <summary>What both APIs have in common: headers, JSON and refusals.</summary>
/// <param name="http">Its base address is the API's; it waits for the API's limits, unpacks gzip, and throws what is worth another attempt.</param>
/// <param name="api">The API's name for messages.</param>
/// <param name="time">The clock.</param>
internal sealed class WireClient(HttpClient http, string api, TimeProvider time)
{
    // MoySklad locks an account that goes on failing with 200 equal requests in a minute. A key that was refused is not tried again before this has passed;
    // another key makes another client.
    private static readonly TimeSpan RestAfterRefusedKey = TimeSpan.FromMinutes(1);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly Lock _gate = new();
    private CrmException? _keyRefused;
    private long _keyRefusedAt;

    /// <summary>Sets what every request must carry. The accepted type has to be spelled without a space, which the typed header would put in.</summary>
    public static void Prepare(HttpClient http, Uri baseAddress, TimeSpan timeout)
    {
        http.BaseAddress = new Uri(baseAddress.AbsoluteUri.TrimEnd('/') + "/");
        http.Timeout = timeout;
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json;charset=utf-8");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip");
    }

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
        ThrowIfKeyWasRefused();
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), WireJson.Options));
            request.Content.Headers.ContentType = Json;
        }

        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (response.IsSuccessStatusCode)
                return answer;
            var refusal = Refusal.From(api, response, answer);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
                RememberRefusedKey(refusal);
            throw refusal;
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new CrmException($"{api} did not answer in time", e) { IsTransient = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CrmException($"{api} was not reached", e) { IsTransient = true };
        }
    }

    private void RememberRefusedKey(CrmException refusal)
    {
        lock (_gate)
        {
            _keyRefused = refusal;
            _keyRefusedAt = time.GetTimestamp();
        }
    }

    private void ThrowIfKeyWasRefused()
    {
        lock (_gate)
        {
            if (_keyRefused is { } refusal && time.GetElapsedTime(_keyRefusedAt) < RestAfterRefusedKey)
                throw new CrmException($"{refusal.Message} (a moment ago; not asked again)") { Code = refusal.Code };
            _keyRefused = null;
        }
    }
}
