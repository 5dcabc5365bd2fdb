using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Asterisk.Ari.Model;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Audio;
using CallControl.TestKit.Processes;

namespace CallControl.TestKit.Phones;

/// <summary>One phone's side of a call: what a person with that phone can do, and what he hears and sees.</summary>
public sealed class PhoneCall
{
    private const double RoomLevel = -65;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan News = TimeSpan.FromMilliseconds(300);
    private readonly AsteriskInstance _server;
    private readonly AriClient _ari;
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ringing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CallEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WireTap _tap;
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly bool _isIncoming;
    private volatile Channel? _channel;
    private volatile int _cause;
    private PlaybackId? _playing;
    private int? _port;

    internal PhoneCall(AsteriskInstance server, AriClient ari, WireTap tap, ChannelId id, string number, bool isIncoming)
    {
        _server = server;
        _ari = ari;
        _tap = tap;
        Id = id;
        Number = number;
        _isIncoming = isIncoming;
    }

    public ChannelId Id { get; }

    /// <summary>This phone's number.</summary>
    public string Number { get; }

    public bool IsAnswered => _answered.Task.IsCompletedSuccessfully;

    public bool HasEnded => _ended.Task.IsCompletedSuccessfully;

    /// <summary>Everything this side received so far, as it came over the wire; its time begins with the call and goes on while anything comes or goes.</summary>
    public WavFile Heard => Listen(_tap.Heard);

    /// <summary>Everything this side sent so far, on the same clock as <see cref="Heard"/>.</summary>
    public WavFile Said => Listen(_tap.Said);

    /// <summary>The number on this phone's display when a call arrived.</summary>
    public string? ShownCallerId => _channel?.Caller.Number;

    /// <summary>The name on it; null or empty when there was none.</summary>
    public string? ShownCallerName => _channel?.Caller.Name;

    internal Task Entered => _entered.Task;

    /// <summary>All SIP messages this phone's side of the network got from the pbx in this call: what must not show is not in there.</summary>
    public IReadOnlyList<string> SipReceived() => [.. _tap.MessagesOf(_channel?.ProtocolId).Where(message => message.IsReceived).Select(message => message.Text)];

    /// <summary>Says "it rings" (180).</summary>
    public Task RingAsync() => _ari.Channels.RingAsync(Id);

    /// <summary>Picks up.</summary>
    public async Task AnswerAsync()
    {
        await _ari.Channels.AnswerAsync(Id);
        await WaitForAnswerAsync();
    }

    /// <summary>Refuses the call.</summary>
    /// <param name="cause">Q.850: 17 busy, 21 rejected, 1 no such number, 18 no answer, 41 the network failed.</param>
    public async Task RejectAsync(int cause = 17)
    {
        await _ari.Channels.HangUpAsync(Id, cause);
        await WaitForHangUpAsync();
    }

    /// <summary>Presses keys (RFC 4733). What this phone was playing ends: Asterisk would send the keys after it.</summary>
    public async Task PressAsync(string digits)
    {
        await StopPlayingAsync();
        await _ari.Channels.SendDtmfAsync(Id, digits);
        await OpenMicrophoneAsync();
    }

    /// <summary>Sends a tone until <see cref="StopPlayingAsync"/> or the end of the call, at most for a minute.</summary>
    public Task PlayToneAsync(int hertz) => SayAsync(Tones.Make(hertz, TimeSpan.FromMinutes(1)), $"tone-{hertz}");

    /// <summary>Speaks into the phone.</summary>
    /// <param name="sound">8 kHz.</param>
    /// <param name="name">Name of the file on the network's server; a file that is there already is not written again.</param>
    public async Task SayAsync(WavFile sound, string name)
    {
        var file = $"{_server.SoundsPath}/{name}";
        if (!File.Exists(_server.HostPath($"{file}.wav")))
            sound.Write(_server.HostPath($"{file}.wav"));
        await StopPlayingAsync();
        _playing = new PlaybackId(Guid.NewGuid().ToString("N"));
        await _ari.Channels.PlayAsync(Id, _playing.Value, [$"sound:{file}"]);
    }

    /// <summary>Falls silent.</summary>
    public async Task StopPlayingAsync()
    {
        // Forgotten first: its end is not one that opens the microphone again.
        var playing = _playing;
        _playing = null;
        if (playing is { } stopped)
            await _ari.Playbacks.StopAsync(stopped);
    }

    public async Task HangUpAsync()
    {
        await _ari.Channels.HangUpAsync(Id);
        await WaitForHangUpAsync();
    }

    public Task WaitForRingingAsync(TimeSpan? within = null) => WaitAsync(_ringing.Task, within, "rings");

    public Task WaitForAnswerAsync(TimeSpan? within = null) => WaitAsync(_answered.Task, within, "is answered");

    public async Task<CallEnd> WaitForHangUpAsync(TimeSpan? within = null)
    {
        await WaitAsync(_ended.Task, within, "ends");
        return await _ended.Task;
    }

    /// <summary>Waits until this side has heard something, for example a prompt that is being played.</summary>
    public Task WaitUntilHeardAsync(Func<WavFile, bool> something, string what, TimeSpan? within = null)
    {
        // Looking costs more than waiting for some more.
        var looked = TimeSpan.Zero;
        return Poll.UntilAsync(
            () =>
            {
                var heard = Heard;
                if (heard.Duration - looked < (HasEnded ? TimeSpan.FromTicks(1) : News))
                    return false;
                looked = heard.Duration;
                return something(heard);
            },
            within ?? Patience,
            $"{Number} hears {what}");
    }

    /// <summary>Waits until this side has heard the whole of a sound.</summary>
    public Task WaitUntilHeardAsync(WavFile sound, string what, TimeSpan? within = null)
        => WaitUntilHeardAsync(heard => heard.Duration >= sound.Duration && AudioMatch.Find(heard, sound).Found, what, within ?? sound.Duration + Patience);

    internal void OnEvent(AriEvent message)
    {
        switch (message)
        {
            case StasisStart start:
                See(start.Channel);
                _entered.TrySetResult();
                break;
            case ChannelStateChange change:
                See(change.Channel);
                break;
            case PlaybackFinished finished when finished.Playback.Id == _playing && !finished.Playback.Failed:
                _ = OpenMicrophoneAsync();
                break;
            case ChannelHangupRequest { Cause: { } cause }:
                _cause = cause;
                break;
            // The application is told of the destruction only of channels it made itself; the others are gone when they leave it.
            case StasisEnd when _isIncoming:
                _ended.TrySetResult(new CallEnd(_cause, SipCode: null));
                break;
            case ChannelDestroyed destroyed:
                _ended.TrySetResult(new CallEnd(destroyed.Cause, destroyed.TechCause));
                break;
        }
    }

    private WavFile Listen(Func<int, long, IReadOnlyList<RtpPacket>> side)
    {
        _port ??= _tap.MessagesOf(_channel?.ProtocolId).Where(message => !message.IsReceived).Select(message => message.AudioPort).FirstOrDefault(port => port is not null);
        if (_port is not { } port)
            return PhoneSound.Of([], _began, _began);
        var until = _tap.Heard(port, _began).Concat(_tap.Said(port, _began)).Select(packet => packet.Arrived).DefaultIfEmpty(_began).Max();
        return PhoneSound.Of(side(port, _began), _began, until);
    }

    private void See(Channel channel)
    {
        _channel = channel;
        if (channel.State == "Ringing")
            _ringing.TrySetResult();
        if (!channel.IsUp || IsAnswered)
            return;
        _ = OpenMicrophoneAsync();
        _answered.TrySetResult();
    }

    /// <summary>A real phone's microphone is never quite silent.</summary>
    private Task OpenMicrophoneAsync() => SayAsync(Tones.Make(60, TimeSpan.FromMinutes(2), RoomLevel), "room");

    private async Task WaitAsync(Task happening, TimeSpan? within, string what)
    {
        var patience = within ?? Patience;
        await Task.WhenAny(happening, _ended.Task, Task.Delay(patience, TimeProvider.System));
        if (happening.IsCompleted)
            return;
        throw HasEnded
            ? new InvalidOperationException($"The call of {Number} ended before it {what}: {await _ended.Task}.")
            : new TimeoutException($"Not within {patience.TotalSeconds:0.#} s: the call of {Number} {what}.");
    }
}
