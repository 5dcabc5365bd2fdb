using CallControl.Asterisk.Ami;
using CallControl.Asterisk.Ari;
using CallControl.Calls;

namespace CallControl.Nodes;

/// <summary>The channels that are made over the manager interface, and what is to be heard of them there: how they ring and how they end.</summary>
internal static class RungChannels
{
    private const string Mark = "-e";

    /// <summary>The events that are read.</summary>
    public static readonly IReadOnlyList<string> Events = ["Newstate", "Hangup", "OriginateResponse"];

    /// <summary>So that Asterisk tells of no other channel, which would be a flood.</summary>
    public static readonly IReadOnlyList<string> Filters =
        [$"Uniqueid: {CallId.Prefix}[0-9a-f]{{32}}{Mark}[[:space:]]", $"ActionID: {CallId.Prefix}[0-9a-f]{{32}}{Mark}[[:space:]]"];

    /// <summary>The id of the channel to the phone of the one who calls; the action that makes it has the same.</summary>
    public static ChannelId IdOf(CallId call) => new($"{call.InAsterisk}{Mark}");

    /// <summary>Which channel an event is about, be there such a channel or not.</summary>
    public static ChannelId? ChannelOf(AmiEvent message)
        => (message.ActionId ?? message.UniqueId) is { } id && CallId.TryParse(id) is not null ? new ChannelId(id) : null;
}
