using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ami;

/// <summary>The first words on a new connection.</summary>
internal static class AmiLogin
{
    private const string NoEvents = "off";

    /// <summary>Logs in by challenge, with events off: the filters come first.</summary>
    public static async Task<AmiResponse> LogInAsync(AmiConnection connection, AmiOptions options, CancellationToken cancellation)
    {
        var challenge = await connection.SendAsync(new AmiAction("Challenge").With("AuthType", "MD5"), cancellation);
        if (!challenge.Success)
            return challenge;
        // Key = hex(MD5(challenge + secret)), main/manager.c authenticate().
#pragma warning disable CA5351 // The protocol's only challenge; the secret itself stays off the wire.
        var key = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge["Challenge"] + options.Secret)));
#pragma warning restore CA5351
        return await connection.SendAsync(
            new AmiAction("Login").With("AuthType", "MD5").With("Username", options.User).With("Key", key).With("Events", NoEvents), cancellation);
    }

    /// <summary>Asks for the events of <see cref="AmiOptions.EventMask"/> that fit a filter.</summary>
    public static async Task WantEventsAsync(AmiConnection connection, AmiOptions options, ILogger logger, CancellationToken cancellation)
    {
        if (options.EventMask == NoEvents)
            return;
        foreach (var filter in options.EventFilters)
        {
            var added = await connection.SendAsync(new AmiAction("Filter").With("Operation", "Add").With("Filter", filter), cancellation);
            if (!added.Success)
                logger.AmiFilterRefused(options.Host, options.Port, filter, added.Message);
        }

        var told = await connection.SendAsync(new AmiAction("Events").With("EventMask", options.EventMask), cancellation);
        if (!told.Success)
            logger.AmiEventsRefused(options.Host, options.Port, told.Message);
    }
}
