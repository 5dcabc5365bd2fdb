using System.Globalization;
using System.Net;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Wire;

namespace CallControl.Crm.UonTravel.Wire;

/// <summary>Requests and answers of U-ON: <c>https://api.u-on.ru/{key}/{method}.json</c>. The key is a part of the address, so no address ever gets into a message.</summary>
/// <param name="http">Waits for the limits and throws what is worth another attempt. Shared: nothing of it is changed.</param>
/// <param name="address">Of the API, without key.</param>
/// <param name="key">The account's.</param>
/// <param name="time">The clock.</param>
internal sealed class UonWire(HttpClient http, Uri address, string key, TimeProvider time)
{
    private const int LongestText = 300;

    private readonly string _base = $"{address.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(key)}/";
    private readonly KeyRest _rest = new(time);

    /// <returns>Null for "nothing found", which U-ON says by 404.</returns>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await SendAsync(HttpMethod.Get, path, null, cancellation);
        }
        catch (CrmException e) when (e.Code == "404" && !e.Message.Contains("No route", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
    }

    /// <summary>A form, which every method takes. The plus of a number has to be percent-encoded, else U-ON stores a space.</summary>
    public Task<JsonElement> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields), cancellation);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        _rest.ThrowIfRefused();
        using var request = new HttpRequestMessage(method, $"{_base}{path}.json") { Content = content };
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var (status, answer) = Read(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
            if (status == HttpStatusCode.OK)
                return answer;
            var refusal = Refusal(status, answer);
            if (refusal.IsAccountProblem)
                _rest.Remember(refusal);
            throw refusal;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CrmException("U-ON was not reached") { IsTransient = true };
        }
    }

    /// <summary>U-ON also answers 200 with another <c>result</c>, or an <c>error</c>, in the body.</summary>
    private static (HttpStatusCode Status, JsonElement Answer) Read(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        try
        {
            var answer = JsonElement.Parse(body);
            if ((int)status is < 200 or > 299)
                return (status, answer);
            if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
                return (ErrorText(answer)?.Contains("key is wrong", StringComparison.OrdinalIgnoreCase) == true ? HttpStatusCode.Forbidden : HttpStatusCode.BadRequest, answer);
            return (answer.Number("result") is { } result and not 200 ? (HttpStatusCode)result : HttpStatusCode.OK, answer);
        }
        catch (JsonException) when ((int)status >= 300 && status != HttpStatusCode.NotFound)
        {
            return (status, default); // a page of some proxy; with 404 it would be taken for "nothing found"
        }
        catch (JsonException)
        {
            throw new CrmException("U-ON answered with something that can't be read") { Code = "200", IsTransient = true };
        }
    }

    private CrmException Refusal(HttpStatusCode status, JsonElement answer)
    {
        var code = ((int)status).ToString(CultureInfo.InvariantCulture);
        // An error may name the address that was asked for.
        var text = ErrorText(answer)?.Replace(key, "***", StringComparison.OrdinalIgnoreCase);
        text = text is { Length: > LongestText } ? text[..LongestText] : text;
        return new CrmException(text is null ? $"U-ON refused: HTTP {code}" : $"U-ON refused: HTTP {code}: {text}")
        {
            Code = code,
            IsTransient = (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
            IsAccountProblem = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
        };
    }

    private static string? ErrorText(JsonElement answer)
    {
        var text = answer.Text("error") ?? answer.Text("message");
        if (text is null && answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("error", out var error))
            text = error.Text("message");
        return text;
    }
}
