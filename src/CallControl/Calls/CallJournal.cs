using System.Threading.Channels;
using CallControl.Storage;
using CallControl.Telemetry;
using Npgsql;

namespace CallControl.Calls;

/// <summary>
/// Writes calls down behind their backs: no call waits for PostgreSQL. One writer takes everything that has gathered while it wrote
/// and writes it in one transaction, so many calls share a commit. While PostgreSQL is away the journal holds what it has and tries again.
/// </summary>
internal sealed class CallJournal(NpgsqlDataSource database, TimeProvider time, ILogger<CallJournal> logger, ICallWatcher? watcher = null)
    : BackgroundService, IBacklog
{
    private const int LargestBatch = 1000;
    // A call does most things several at a time (a key: the digit, the stage, the dialling): what comes this close together shares a commit.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FlushDeadline = TimeSpan.FromSeconds(10);

    private readonly Channel<JournalEntry> _entries =
        Channel.CreateUnbounded<JournalEntry>(new UnboundedChannelOptions { SingleReader = true });

    private readonly CancellationTokenSource _lastMoment = new();
    private int _waiting;
    private int _inHand;
    private long _oldestInHand;
    private volatile bool _isClosed;

    public string Name => "journal";

    /// <summary>How many writes wait, those being written included.</summary>
    public long Depth => Volatile.Read(ref _waiting) + Volatile.Read(ref _inHand);

    /// <summary>How long the oldest of them has waited.</summary>
    public TimeSpan Age => Volatile.Read(ref _inHand) == 0 ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref _oldestInHand));

    TimeSpan? IBacklog.Age => Age;

    /// <summary>Writes a call's state, and in the same transaction what follows from it for others.</summary>
    /// <param name="row">A copy that nobody changes any more.</param>
    /// <param name="recovered">True when it was found out long after it happened: after a restart, from Asterisk's own records.</param>
    public void Write(CallRow row, bool recovered = false)
        => Add(new JournalEntry { Since = time.GetTimestamp(), Row = row, Command = watcher?.Saved(row, recovered) });

    public void Write(CallEvent happened)
        => Add(new JournalEntry { Since = time.GetTimestamp(), Event = happened, Command = watcher?.Happened(happened) });

    /// <summary>Another process runs this call now.</summary>
    public void Release(Guid callId) => watcher?.Released(callId);

    /// <summary>Writes something else in order with the call's rows.</summary>
    public void Write(Func<NpgsqlBatchCommand> command) => Add(new JournalEntry { Since = time.GetTimestamp(), Command = command });

    public override void Dispose()
    {
        _lastMoment.Dispose();
        base.Dispose();
    }

    /// <summary>Stops taking entries and gives those that wait a last moment to be written.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _isClosed = true;
        _entries.Writer.TryComplete();
        _lastMoment.CancelAfter(FlushDeadline);
        if (ExecuteTask is { } writing)
            await writing.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    // The stopping token is not used: calls still write while the host stops, and StopAsync ends the loop.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = NewDelay();
        while (await _entries.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await GatherAsync();
            var batch = TakeBatch();
            await WriteAsync(batch, delay);
            Volatile.Write(ref _inHand, 0);
        }
    }

    private static Asterisk.ReconnectDelay NewDelay() => new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(3), Random.Shared);

    /// <summary>Not when the program ends, and not when a batch is full already.</summary>
    private async Task GatherAsync()
    {
        if (Depth < LargestBatch && !_isClosed)
            await Task.Delay(Gathering, time, CancellationToken.None);
    }

    private void Add(JournalEntry entry)
    {
        if (_entries.Writer.TryWrite(entry))
            Interlocked.Increment(ref _waiting);
        else
            Reject([entry], "the journal is closed");
    }

    private List<JournalEntry> TakeBatch()
    {
        List<JournalEntry> batch = [];
        while (batch.Count < LargestBatch && _entries.Reader.TryRead(out var entry))
            batch.Add(entry);
        if (batch.Count > 0)
            Volatile.Write(ref _oldestInHand, batch[0].Since);
        Volatile.Write(ref _inHand, batch.Count);
        Interlocked.Add(ref _waiting, -batch.Count);
        return batch;
    }

    /// <summary>Tries until it is written, or until the last moment of the program is over.</summary>
    private async Task WriteAsync(IReadOnlyList<JournalEntry> batch, Asterisk.ReconnectDelay delay)
    {
        while (!await TryWriteAsync(batch))
        {
            if (_lastMoment.IsCancellationRequested)
            {
                Reject(batch, "the program ends and the database is away");
                break;
            }

            await Task.Delay(delay.Next(), time, CancellationToken.None);
        }

        delay.Reset();
    }

    /// <summary>False when the same batch should be tried again.</summary>
    private async Task<bool> TryWriteAsync(IReadOnlyList<JournalEntry> batch)
    {
        try
        {
            await CallSql.WriteAsync(database, batch, _lastMoment.Token);
            return true;
        }
        catch (NpgsqlException e) when (StorageErrors.MayPass(e))
        {
            Log.JournalWaits(logger, Depth, StorageErrors.Describe(e));
            return false;
        }
        catch (Exception e) when (e is TimeoutException or IOException or OperationCanceledException)
        {
            Log.JournalWaits(logger, Depth, e.Message);
            return false;
        }
#pragma warning disable CA1031 // The edge of the journal's loop: whatever one entry does to it, the others are still written.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await WriteOneByOneAsync(batch, e);
            return true;
        }
    }

    /// <summary>One entry of the batch cannot be written: the others must not suffer for it.</summary>
    private async Task WriteOneByOneAsync(IReadOnlyList<JournalEntry> batch, Exception reason)
    {
        if (batch.Count == 1)
        {
            Reject(batch, reason.Message);
            return;
        }

        var delay = NewDelay();
        foreach (var entry in batch)
            await WriteAsync([entry], delay);
    }

    /// <summary>Nothing is lost silently: what cannot be written is kept whole in the log.</summary>
    private void Reject(IReadOnlyList<JournalEntry> batch, string reason)
    {
        foreach (var entry in batch)
        {
            CallMetrics.JournalRejected.Add(1);
            Log.JournalRejected(logger, entry.Describe(), reason);
        }
    }
}
