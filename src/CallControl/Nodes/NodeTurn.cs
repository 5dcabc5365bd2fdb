using System.Data.Common;
using Dapper;
using Npgsql;

namespace CallControl.Nodes;

/// <summary>
/// Which of the processes that share a database connects to a node on the inbound link: the one that holds a lock of PostgreSQL, which ends
/// with the process. (Asterisk does not tell whether an application is being served: it keeps the name as long as it has channels.)
/// </summary>
internal sealed class NodeTurn(string node, NpgsqlDataSource database, TimeProvider time, ILogger<NodeTurn> logger)
{
    // Any number, the same in every process; in hexadecimal it reads "node".
    private const int LockClass = 0x6E6F6465;
    private const int AnswerSeconds = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // After an absence of the database its former holder goes first, so that calls don't change hands for nothing.
    private static readonly TimeSpan FormerHolderFirst = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection? _connection;
    private volatile bool _isOurs;

    /// <summary>While the database is away the last answer holds: calls go on without it.</summary>
    public async Task<bool> IsOursAsync(CancellationToken cancellationToken)
    {
        await _asked.Task.WaitAsync(cancellationToken);
        return _isOurs;
    }

    /// <summary>Asks for the lock until it is ours, and then watches that it stays so; gives it back when told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                _isOurs = await HoldAsync(cancellationToken);
                _asked.TrySetResult();
            }
            catch (Exception e) when (e is DbException or TimeoutException or IOException)
            {
                Log.TurnUnknown(logger, node, e.Message);
                await DropAsync();
                // Nobody can tell: one process alone must serve.
                _isOurs |= !_asked.Task.IsCompleted;
                _asked.TrySetResult();
                if (!_isOurs)
                    await WaitAsync(FormerHolderFirst, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            await WaitAsync(Interval, cancellationToken);
        }

        await DropAsync();
    }

    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        if (_connection is { } held && _isOurs)
        {
            await held.ExecuteAsync(Command("SELECT 1", cancellationToken));
            return true;
        }

        if (_connection is null)
        {
            _connection = await database.OpenConnectionAsync(cancellationToken);
            // The lock of a machine that lost its power ends within 8 s, not 2 h.
            await _connection.ExecuteAsync(Command(
                "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3", cancellationToken));
        }

        return await _connection.ExecuteScalarAsync<bool>(Command("SELECT pg_try_advisory_lock(@LockClass, hashtext(@node))", cancellationToken));
    }

    /// <summary>Ends the session, not only our use of it: the lock would live on in the pool.</summary>
    private async Task DropAsync()
    {
        if (_connection is { } connection)
        {
            NpgsqlConnection.ClearPool(connection);
            await connection.DisposeAsync();
        }

        _connection = null;
    }

    private CommandDefinition Command(string sql, CancellationToken cancellationToken)
        => new(sql, new { LockClass, node }, commandTimeout: AnswerSeconds, cancellationToken: cancellationToken);

    private async Task WaitAsync(TimeSpan how, CancellationToken cancellationToken)
        => await Task.Delay(how, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
