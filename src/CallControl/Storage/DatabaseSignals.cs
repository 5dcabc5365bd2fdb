using System.Collections.Concurrent;
using Dapper;
using Npgsql;

namespace CallControl.Storage;

/// <summary>
/// Hears what other replicas NOTIFY. A signal says only that something may have changed. After every break of the connection all signals are raised at once, since
/// nobody knows what was missed meanwhile; so who listens must bear being told of nothing.
/// </summary>
internal sealed class DatabaseSignals(NpgsqlDataSource database, TimeProvider time, ILogger<DatabaseSignals> logger) : BackgroundService
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Action> _listeners = new(StringComparer.Ordinal);

    /// <summary>To be called before the host starts.</summary>
    /// <param name="channel">A name that needs no quotes.</param>
    /// <param name="raised">Must not block.</param>
    public void Listen(string channel, Action raised) => _listeners.AddOrUpdate(channel, raised, (_, others) => others + raised);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = new Asterisk.ReconnectDelay(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), Random.Shared);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(delay, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                Log.SignalsLost(logger, e.Message);
                await Task.Delay(delay.Next(), time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(Asterisk.ReconnectDelay delay, CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, signal) => Raise(signal.Channel);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = string.Join(';', _listeners.Keys.Select(channel => $"LISTEN {channel}"));
            await command.ExecuteNonQueryAsync(stoppingToken);
        }

        foreach (var channel in _listeners.Keys)
            Raise(channel);
        delay.Reset();
        while (true)
        {
            // A dead network would never say anything: we ask.
            if (!await connection.WaitAsync(LongestSilence, stoppingToken))
                await connection.ExecuteAsync(new CommandDefinition("SELECT 1", cancellationToken: stoppingToken));
        }
    }

    private void Raise(string channel)
    {
        if (_listeners.TryGetValue(channel, out var listeners))
            listeners();
    }
}
