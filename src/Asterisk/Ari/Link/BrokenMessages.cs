using System.Text.Json;
using CallControl.Asterisk.Ari.Events;
using Microsoft.Extensions.Logging;

namespace CallControl.Asterisk.Ari.Link;

/// <summary>What becomes of messages that cannot be read: they are skipped, counted, and told of now and then, so that a flood of them does not fill the log.</summary>
internal sealed class BrokenMessages(string node, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private long? _told;
    private int _sinceThen;

    public delegate AriEvent? Parser(ReadOnlySpan<byte> message);

    /// <summary>Null for a message that is broken, or that the parser has dealt with itself.</summary>
    public AriEvent? Guard(ReadOnlySpan<byte> message, Parser parse)
    {
        try
        {
            return parse(message);
        }
        // Besides what is not JSON: the reader throws InvalidOperationException at a value of another kind and at half a surrogate pair,
        // FormatException at a number that does not fit.
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            Count(e.Message);
            return null;
        }
    }

    private void Count(string reason)
    {
        AriMetrics.BrokenMessages.Add(1);
        _sinceThen++;
        if (_told is { } told && time.GetElapsedTime(told) < Period)
            return;
        Log.BrokenMessages(logger, node, _sinceThen, reason);
        (_told, _sinceThen) = (time.GetTimestamp(), 0);
    }
}
