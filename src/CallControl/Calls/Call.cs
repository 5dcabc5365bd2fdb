using System.Threading.Channels;
using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.Telemetry;

namespace CallControl.Calls;

/// <summary>
/// A call: its legs, its row, and the mailbox through which everything reaches it in order. <see cref="CallLoop"/> reads the mailbox; what
/// stages can do with a call is here.
/// </summary>
internal sealed class Call : IDisposable
{
    private const int MailboxSize = 256;

    // A call that waits takes a message on the thread that brings it, as it takes the answer to a request (PendingRequest): a thread woken for each of some
    // 25 messages cost more than what it then did (docs/benchmarks.md). What a stage does between two waits is short, and never blocks.
    private readonly Channel<CallMessage> _mailbox =
        Channel.CreateBounded<CallMessage>(new BoundedChannelOptions(MailboxSize) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly CancellationTokenSource _life = new();
    private int _overflowed;

    public Call(CallId id, CallRow row, Leg caller, CallEnvironment environment)
    {
        Id = id;
        Row = row;
        Caller = caller;
        Environment = environment;
        Legs = [caller];
        Timers = new CallTimers(environment.Time, Post);
    }

    public CallId Id { get; }

    /// <summary>The state that is written down; <see cref="Save"/> after a change.</summary>
    public CallRow Row { get; }

    public CallEnvironment Environment { get; }

    public Leg Caller { get; }

    /// <summary>The owner's leg that was answered (and accepted, where that is asked for); null until then.</summary>
    public Leg? Owner { get; set; }

    /// <summary>Keys the caller pressed before he was asked.</summary>
    public string EarlyDigits { get; private set; } = "";

    /// <summary>Where the call is; null before its first stage.</summary>
    public Stage? Stage { get; set; }

    /// <summary>Every leg the call ever had, ended ones included. Replaced as a whole, since the snapshot of Asterisk reads it from outside.</summary>
    public IReadOnlyList<Leg> Legs { get; private set; }

    /// <summary>The bridge, once the call has asked for it.</summary>
    public BridgeId? Bridge { get; set; }

    /// <summary>Whether it ended while nobody of ours was there: too late for a pop-up, in time for the call record.</summary>
    public bool IsRecovered { get; set; }

    /// <summary>When it ended while nobody of ours was there, where that is known; otherwise null.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What a stage has set is forgotten with it.</summary>
    public CallTimers Timers { get; }

    /// <summary>How many messages wait in the mailbox.</summary>
    public int Waiting => _mailbox.Reader.Count;

    public AriClient Asterisk => Environment.Asterisk;

    public DateTimeOffset Now => Environment.Time.GetUtcNow();

    /// <summary>Ends when the call does; work beside the call hangs on it.</summary>
    public CancellationToken Life => _life.Token;

    /// <summary>Puts a message into the mailbox without waiting. A full mailbox is counted and ends the call: nothing is dropped silently.</summary>
    public void Post(CallMessage message)
    {
        if (_mailbox.Writer.TryWrite(message) || _life.IsCancellationRequested)
            return;
        if (Interlocked.Exchange(ref _overflowed, 1) != 0)
            return;
        CallMetrics.MailboxOverflows.Add(1);
        Log.MailboxFull(Environment.Logger, Id, MailboxSize);
        _life.Cancel();
    }

    /// <summary>Runs the call from its first stage to its end. Never throws.</summary>
    /// <param name="first">Where it begins, or where it goes on.</param>
    /// <param name="goesOn">Whether another process ran the call up to here.</param>
    public async Task RunAsync(Stage first, bool goesOn = false)
    {
        using var scope = Log.CallScope(Environment.Logger, Id);
        var trace = new CallTrace(Id, Row, Environment.Time);
        trace.Begin();
        var reason = await new CallLoop(this, _mailbox.Reader, trace).RunAsync(first, goesOn);
        await _life.CancelAsync();
        trace.Enter(CallTrace.Ending);
        if (reason is { } ended)
            await new CallEnding(this, _mailbox.Reader).EndAsync(ended);
        else
            LetGo();
        _mailbox.Writer.TryComplete();
        Dispose();
        trace.End(reason);
    }

    public void Dispose()
    {
        Timers.Dispose();
        _life.Dispose();
    }

    /// <summary>Hands the early keys out, once.</summary>
    public string TakeEarlyDigits()
    {
        var digits = EarlyDigits;
        EarlyDigits = "";
        return digits;
    }

    /// <summary>For a stage that asks nothing yet: keeps a key for the stage that does.</summary>
    public void KeepDigit(CallMessage message)
    {
        if (message is CallMessage.FromAsterisk { Event: ChannelDtmfReceived dtmf } && dtmf.Channel.Id == Caller.Id)
            EarlyDigits += dtmf.Digit;
    }

    /// <summary>Gives the call a further leg with an id of ours, known to the router before Asterisk hears of it.</summary>
    /// <param name="destination">The place of the destination in the listing.</param>
    public Leg AddOwnerLeg(int destination) => AddOwnerLeg(Leg.OwnerId(Id, ++Row.Serial, destination));

    /// <summary>Gives the call a leg that another process dialled.</summary>
    public Leg AddOwnerLeg(ChannelId id)
    {
        var leg = new Leg(id, LegRole.Owner);
        Legs = [.. Legs, leg];
        Environment.Directory.Add(leg.Id, this);
        return leg;
    }

    /// <summary>Plays media to a leg in place of whatever it hears, which it would otherwise hear to its end first; the end comes as PlaybackFinished.</summary>
    public async Task PlayAsync(Leg leg, params string[] media)
    {
        await StopPlayingAsync(leg);
        var playback = PlaybackIdOf(++Row.Serial);
        leg.Playback = playback;
        await Asterisk.Channels.PlayAsync(leg.Id, playback, media, Life);
    }

    /// <summary>Stops what a leg hears, if anything.</summary>
    public async Task StopPlayingAsync(Leg leg)
    {
        if (leg.Playback is not { } playback)
            return;
        leg.Playback = null;
        try
        {
            await Asterisk.Playbacks.StopAsync(playback, Life);
        }
        catch (AriTransportException)
        {
            // It may go on for ever, and what is played next would wait behind it: to be stopped once Asterisk can be reached.
            leg.Playback ??= playback;
            throw;
        }
    }

    /// <summary>
    /// Stops whatever the process before this one had played to either side: it would hold a channel out of the bridge. Which playback that was
    /// is known only roughly, since the row is written after the request.
    /// </summary>
    public async Task StopEarlierPlaybacksAsync()
    {
        const int Around = 8;
        var last = Row.Serial + Around;
        await Task.WhenAll(Enumerable.Range(Row.Serial - Around, 2 * Around).Where(serial => serial > 0)
            .Select(serial => Asterisk.Playbacks.StopAsync(PlaybackIdOf(serial), Life)));
        Row.Serial = last;
    }

    /// <summary>Hangs a leg up without waiting for it; the call's end looks after what this does not reach.</summary>
    public void HangUpBeside(Leg leg)
    {
        if (!leg.IsGone)
            _ = HangUpAsync(leg);
    }

    /// <summary>Sends the current stage a message after a time, unless it has ended or set the same timer again by then.</summary>
    public void StartTimer(Stage stage, string timer, TimeSpan after) => Timers.Start(stage, timer, after);

    /// <summary>Runs work beside the call, within a budget; its result comes back through the mailbox.</summary>
    public void Run<T>(Stage stage, TimeSpan budget, Func<CancellationToken, Task<T>> work)
        where T : notnull
        => _ = RunWorkAsync(stage, budget, work);

    /// <summary>Writes the row's present state down; returns at once.</summary>
    public void Save()
    {
        Row.Memory = Stage?.Memory;
        Environment.Journal.Write(Row with { }, IsRecovered);
    }

    /// <summary>Writes down what happened; returns at once.</summary>
    public void Note(string kind, string subject, string? detail = null)
        => Environment.Journal.Write(new CallEvent(Id.Value, Now, kind, subject, detail));

    public Leg? FindLeg(ChannelId channel)
    {
        foreach (var leg in Legs)
        {
            if (leg.Id == channel)
                return leg;
        }

        return null;
    }

    /// <summary>Another process runs the call now.</summary>
    private void LetGo()
    {
        Environment.Directory.Remove(this);
        Environment.Journal.Release(Id.Value);
    }

    private PlaybackId PlaybackIdOf(int serial) => new($"{Id.InAsterisk}-p{serial}");

    private async Task HangUpAsync(Leg leg)
    {
        try
        {
            await Asterisk.Channels.HangUpAsync(leg.Id);
        }
        catch (AriException e)
        {
            Log.UncleanEnd(Environment.Logger, Id, e.Message);
        }
    }

    private async Task RunWorkAsync<T>(Stage stage, TimeSpan budget, Func<CancellationToken, Task<T>> work)
        where T : notnull
    {
        using var limit = new CancellationTokenSource(budget, Environment.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, Life);
        try
        {
            Post(new CallMessage.WorkDone(stage, await work(either.Token)));
        }
#pragma warning disable CA1031 // Whatever goes wrong beside the call comes into it as a message.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Post(new CallMessage.WorkFailed(stage, e));
        }
    }
}
