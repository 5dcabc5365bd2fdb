using System.Security.Cryptography;
using System.Text;
using CallControl.Crm.Contracts;
using Npgsql;

namespace CallControl.Delivery.Limits;

/// <summary>
/// Locks that all replicas share: each is a place for one, kept where the places for parallel requests are. No connection is held meanwhile, since vendors may be slow, and what a killed
/// replica had is free again by time.
/// </summary>
internal sealed class PostgresLocks(NpgsqlDataSource database, string integration, TimeProvider time, ILogger logger) : ICrmLocks
{
    private const string TakeSql = """
        INSERT INTO crm_places AS p (account, place, holder, held_until) VALUES ($1, 1, $2, clock_timestamp() + $3)
        ON CONFLICT (account, place) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
        WHERE p.holder IS NULL OR p.held_until < clock_timestamp()
        RETURNING TRUE
        """;

    private const string GiveBackSql = "DELETE FROM crm_places WHERE account = $1 AND holder = $2";

    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    // One of each process asks the database.
    private readonly LocalLocks _here = new();

    public async ValueTask<IAsyncDisposable> EnterAsync(string account, string what, CancellationToken cancellation)
    {
        var here = await _here.EnterAsync(account, what, cancellation);
        var held = new Held(this, NameOf(account, what), here);
        try
        {
            while (!await TakeAsync(held, cancellation))
                await Task.Delay(Look, time, cancellation);
            return held;
        }
        catch
        {
            // Whoever gives up may have got it just then.
            await held.DisposeAsync();
            throw;
        }
    }

    private string NameOf(string account, string what) =>
        $"lock/{integration}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{what}")))[..32]}";

    private async Task<bool> TakeAsync(Held held, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(TakeSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = held.Name });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = held.Holder });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Hold });
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Never throws: what can't be given back frees itself by time.</summary>
    private async Task GiveBackAsync(Held held)
    {
        try
        {
            await using var command = database.CreateCommand(GiveBackSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = held.Name });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = held.Holder });
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or ObjectDisposedException)
        {
            Log.GateWaits(logger, held.Name, e.Message);
        }
    }

    private sealed class Held(PostgresLocks locks, string name, IAsyncDisposable here) : IAsyncDisposable
    {
        public string Name => name;

        public Guid Holder { get; } = Guid.NewGuid();

        public async ValueTask DisposeAsync()
        {
            await locks.GiveBackAsync(this);
            await here.DisposeAsync();
        }
    }
}
