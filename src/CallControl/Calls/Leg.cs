using System.Globalization;
using CallControl.Asterisk.Ari;

namespace CallControl.Calls;

/// <summary>One channel of a call.</summary>
internal sealed class Leg(ChannelId id, LegRole role)
{
    private const string OwnerMark = "-o";

    public ChannelId Id { get; } = id;

    public LegRole Role { get; } = role;

    /// <summary>The id of an owner's leg, which says by itself whose call it is and which destination is dialled.</summary>
    public static ChannelId OwnerId(CallId call, int serial, int destination) => new($"{call.InAsterisk}{OwnerMark}{serial}-{destination}");

    /// <summary>The place in the listing's destinations that an owner's leg was dialled for; null when the id is not of that kind.</summary>
    public static int? DestinationOf(ChannelId id)
    {
        var mark = id.Value.IndexOf(OwnerMark, StringComparison.Ordinal);
        var dash = mark < 0 ? -1 : id.Value.IndexOf('-', mark + OwnerMark.Length);
        return dash > 0 && int.TryParse(id.Value.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
    }

    /// <summary>Asterisk's name of the channel, known once it has entered the application.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the channel has left the application or has been destroyed: it takes no more commands.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether its phone has hung up: Asterisk ends the channel by itself.</summary>
    public bool IsHangingUp { get; set; }

    /// <summary>Q.850 cause of its end.</summary>
    public int? Cause { get; set; }

    /// <summary>Q.850 cause we hang up with; null for a normal clearing.</summary>
    public int? HangUpCause { get; set; }

    /// <summary>What is being played to it now.</summary>
    public PlaybackId? Playback { get; set; }
}
