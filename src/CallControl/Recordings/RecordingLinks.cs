using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CallControl.Web;
using Microsoft.Extensions.Options;

namespace CallControl.Recordings;

/// <summary>Links to recordings that need no login: whoever has one may listen until it expires, to this recording alone.</summary>
internal sealed class RecordingLinks(RecordingLinkKey key, IOptions<WebOptions> web, TimeProvider time)
{
    /// <param name="callId">The recording need not be finished yet.</param>
    /// <param name="lifetime">Rounded up to whole seconds.</param>
    /// <returns>Absolute with <c>Web:PublicUrl</c>, else a path.</returns>
    public Uri Create(Guid callId, TimeSpan lifetime)
    {
        var expires = (long)Math.Ceiling((time.GetUtcNow() + lifetime - DateTimeOffset.UnixEpoch).TotalSeconds);
        var path = string.Create(CultureInfo.InvariantCulture, $"/recordings/{callId:D}.mp3?expires={expires}&signature={SignatureOf(callId, expires)}");
        return web.Value.PublicUrl is { } site ? new Uri(site.TrimEnd('/') + path) : new Uri(path, UriKind.Relative);
    }

    /// <summary>A link that can be given to others; null without <c>Web:PublicUrl</c>: nobody outside could follow a path.</summary>
    public Uri? CreatePublic(Guid callId, TimeSpan lifetime) => web.Value.PublicUrl is null ? null : Create(callId, lifetime);

    public RecordingLinkState Check(Guid callId, string? expires, string? signature)
    {
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until))
            return RecordingLinkState.Forged;
        var expected = Encoding.ASCII.GetBytes(SignatureOf(callId, until));
        // In the same time whatever is given, so that nobody can guess a signature byte by byte.
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature ?? "")))
            return RecordingLinkState.Forged;
        return time.GetUtcNow().ToUnixTimeSeconds() >= until ? RecordingLinkState.Expired : RecordingLinkState.Valid;
    }

    private string SignatureOf(Guid callId, long expires) => Base64Url.EncodeToString(
        HMACSHA256.HashData(key.Value, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"recording\n{callId:D}\n{expires}"))));
}
