using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Wire;

namespace CallControl.Crm.DigitalRop.Wire;

/// <summary>
/// Requests and answers: <c>{base}/{path}?apiKey=…</c>, <c>{"data":"…","error":false,"message":"…"}</c>. The key is in every address, so no address ever gets into a message.
/// What an answer means say its status and <c>error</c>, never its text.
/// </summary>
/// <param name="http">Waits for the limits and throws what is worth another attempt. Shared: nothing of it is changed.</param>
/// <param name="address">Of the API, with a slash at its end.</param>
/// <param name="key">The account's.</param>
/// <param name="time">The clock.</param>
internal sealed class RopWire(HttpClient http, Uri address, string key, TimeProvider time)
{
    private const int LongestText = 300;

    // Names and titles are Russian: readable in logs, and a third of the size.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly KeyRest _rest = new(time);

    public Task<RopAnswer> GetAsync(string path, IEnumerable<(string Name, string Value)> query, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, query, null, false, cancellation);

    public Task<RopAnswer> PostJsonAsync<T>(string path, T body, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Post, path, [], JsonOf(body), false, cancellation);

    /// <summary>For what has no documented answer: any 2xx that does not say <c>error</c> is one.</summary>
    public Task<RopAnswer> PostSettingsAsync<T>(string path, T body, CancellationToken cancellation) => SendAsync(HttpMethod.Post, path, [], JsonOf(body), true, cancellation);

    public Task<RopAnswer> PostFormAsync(string path, IEnumerable<(string Name, string Value)> fields, CancellationToken cancellation)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            var part = new StringContent(value);
            // As curl --form does: a field, not a document.
            part.Headers.ContentType = null;
            form.Add(part, $"\"{name}\"");
        }

        return SendAsync(HttpMethod.Post, path, [], form, false, cancellation);
    }

    private static StringContent JsonOf<T>(T body) => new(JsonSerializer.Serialize(body, Json), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json", "utf-8"));

    private async Task<RopAnswer> SendAsync(
        HttpMethod method, string path, IEnumerable<(string Name, string Value)> query, HttpContent? content, bool mayBeEmpty, CancellationToken cancellation)
    {
        _rest.ThrowIfRefused();
        var fields = string.Join('&', query.Append(("apiKey", key)).Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"));
        using var request = new HttpRequestMessage(method, new Uri(address, $"{path}?{fields}")) { Content = content };
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            return Read(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation), mayBeEmpty);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new CrmException("The service was not reached") { IsTransient = true };
        }
    }

    private RopAnswer Read(HttpStatusCode status, ReadOnlySpan<byte> bytes, bool mayBeEmpty)
    {
        var body = Parse(bytes);
        if (status == HttpStatusCode.Conflict)
            return new RopAnswer(true, body ?? default);
        if ((int)status is >= 200 and < 300)
        {
            if (body is not { ValueKind: JsonValueKind.Object } answer)
            {
                if (mayBeEmpty)
                    return new RopAnswer(false, default);
                // It may have done what it was asked; asked again it says so.
                throw new CrmException("The service answered with something that can't be read") { Code = Code(status), IsTransient = true };
            }

            if (!(answer.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.True))
                return new RopAnswer(false, answer);
        }

        var refusal = Refusal(status, body);
        if (refusal.IsAccountProblem)
            _rest.Remember(refusal);
        throw refusal;
    }

    private static JsonElement? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CrmException Refusal(HttpStatusCode status, JsonElement? body)
    {
        var text = body is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
            ? ": " + message.GetString()
            : "";
        return new CrmException($"The service refused: HTTP {Code(status)}{(text.Length > LongestText ? text[..LongestText] : text)}")
        {
            Code = Code(status),
            IsTransient = (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
            IsAccountProblem = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
        };
    }

    private static string Code(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);
}
