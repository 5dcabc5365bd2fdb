using System.Collections.Concurrent;
using CallControl.Asterisk.Ari;

namespace CallControl.Calls;

/// <summary>The calls of one Asterisk, found by any of their channels.</summary>
internal sealed class CallDirectory
{
    private readonly ConcurrentDictionary<ChannelId, Call> _byChannel = new();
    private readonly ConcurrentDictionary<CallId, Call> _calls = new();

    public int Count => _calls.Count;

    public ICollection<Call> Calls => _calls.Values;

    public Call? Find(ChannelId channel) => _byChannel.GetValueOrDefault(channel);

    public Call? Find(CallId call) => _calls.GetValueOrDefault(call);

    /// <summary>Must happen before the request that makes the channel: its first event can be quicker than the answer.</summary>
    public void Add(ChannelId channel, Call call)
    {
        _byChannel[channel] = call;
        _calls[call.Id] = call;
    }

    public void Remove(Call call)
    {
        // By now another one may stand in its place, of the same id: a call that was taken back.
        _calls.TryRemove(KeyValuePair.Create(call.Id, call));
        foreach (var leg in call.Legs)
            _byChannel.TryRemove(KeyValuePair.Create(leg.Id, call));
    }
}
