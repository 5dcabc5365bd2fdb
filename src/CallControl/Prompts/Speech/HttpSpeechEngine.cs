using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CallControl.Prompts.Speech;

/// <summary>A speech service elsewhere: the text is posted, the answer is a WAV, MP3 or Ogg file.</summary>
internal sealed class HttpSpeechEngine(IHttpClientFactory clients, TimeProvider time) : ISpeechEngine
{
    public const string EngineName = "http";

    private const int LargestAnswer = 20 << 20;
    private const int LongestReason = 200;
    private static readonly string[] Sounds =
        ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave", "audio/mpeg", "audio/mp3", "audio/ogg", "application/ogg", "audio/opus"];

    public string Name => EngineName;

    public string? Check(string language, PromptVoice voice)
    {
        if (!Uri.TryCreate(Fill(voice.Http.Url, "x", language, voice, Uri.EscapeDataString), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return "Http:Url must be an http or https address";
        if (!voice.Http.Url.Contains("{text}", StringComparison.Ordinal) && !voice.Http.Body.Contains("{text}", StringComparison.Ordinal))
            return "neither Http:Url nor Http:Body holds {text}";
        if (!MediaTypeHeaderValue.TryParse(voice.Http.ContentType, out _))
            return "Http:ContentType is not a media type";
        return voice.Http.Timeout > TimeSpan.Zero ? null : "Http:Timeout must be longer than nothing";
    }

    public string? MissingFor(string language, PromptVoice voice) => null;

    public async Task<string?> SpeakAsync(string text, string language, PromptVoice voice, string path, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(voice.Http.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        using var request = RequestOf(text, language, voice);
        var host = request.RequestUri!.Host;
        try
        {
            using var client = clients.CreateClient(EngineName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (!response.IsSuccessStatusCode)
                return $"{host} answered {(int)response.StatusCode}: {await ReasonAsync(response, both.Token)}";
            var type = response.Content.Headers.ContentType?.MediaType ?? "nothing";
            if (!Sounds.Contains(type, StringComparer.OrdinalIgnoreCase))
                return $"{host} answered with {type}, which is no sound";
            return await SaveAsync(response, path, both.Token) ? null : $"{host} answered with more than {LargestAnswer >> 20} MiB";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"{host} did not answer within {voice.Http.Timeout.TotalSeconds:0.#} s";
        }
        catch (HttpRequestException broken)
        {
            return $"{host}: {broken.Message}";
        }
    }

    private static HttpRequestMessage RequestOf(string text, string language, PromptVoice voice)
    {
        var type = MediaTypeHeaderValue.Parse(voice.Http.ContentType);
        Func<string, string> escape = type.MediaType switch
        {
            "application/x-www-form-urlencoded" => Uri.EscapeDataString,
            { } json when json.EndsWith("json", StringComparison.OrdinalIgnoreCase) => value => JsonEncodedText.Encode(value).ToString(),
            _ => value => value,
        };
        type.CharSet ??= "utf-8";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Fill(voice.Http.Body, text, language, voice, escape)));
        content.Headers.ContentType = type;
        var request = new HttpRequestMessage(HttpMethod.Post, Fill(voice.Http.Url, text, language, voice, Uri.EscapeDataString)) { Content = content };
        foreach (var (name, value) in voice.Http.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>The text last: nothing in it is taken for a placeholder.</summary>
    private static string Fill(string template, string text, string language, PromptVoice voice, Func<string, string> escape) => template
        .Replace("{language}", escape(language), StringComparison.Ordinal)
        .Replace("{voice}", escape(voice.Voice), StringComparison.Ordinal)
        .Replace("{speed}", voice.Speed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{text}", escape(text), StringComparison.Ordinal);

    private static async Task<bool> SaveAsync(HttpResponseMessage response, string path, CancellationToken cancellation)
    {
        await using var answer = await response.Content.ReadAsStreamAsync(cancellation);
        await using var file = File.Create(path);
        var buffer = new byte[64 << 10];
        for (int read; (read = await answer.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (file.Length + read > LargestAnswer)
                return false;
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        return true;
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var answer = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[LongestReason];
        var read = await answer.ReadAtLeastAsync(buffer, LongestReason, throwOnEndOfStream: false, cancellation);
        var reason = string.Concat(Encoding.UTF8.GetString(buffer, 0, read).Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
        return reason.Length > 0 ? reason : response.ReasonPhrase ?? "no reason given";
    }
}
