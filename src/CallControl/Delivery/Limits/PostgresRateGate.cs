using System.Collections.Concurrent;
using CallControl.Crm.Contracts;
using Npgsql;

namespace CallControl.Delivery.Limits;

/// <summary>Limits that all replicas share through the database. Those who wait together share one statement, so the more there is to do the less each turn costs.</summary>
internal sealed class PostgresRateGate(NpgsqlDataSource database, TimeProvider time, ILogger<PostgresRateGate> logger) : IRateGate, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, AccountGate> _accounts = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _life = new();

    public async ValueTask<IAsyncDisposable> EnterAsync(string account, CrmLimit limit, CancellationToken cancellation) =>
        await AccountOf(account, limit).EnterAsync(cancellation);

    public async ValueTask CloseAsync(string account, TimeSpan duration, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO crm_rates (account, closed_until) VALUES ($1, clock_timestamp() + $2)
            ON CONFLICT (account) DO UPDATE SET closed_until = GREATEST(crm_rates.closed_until, excluded.closed_until)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = duration });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        foreach (var account in _accounts.Values)
            await account.DisposeAsync();
        _life.Dispose();
    }

    private AccountGate AccountOf(string account, CrmLimit limit)
    {
        var gate = _accounts.GetOrAdd(account, static (name, parts) => new AccountGate(name, parts.limit, parts.database, parts.time, parts.logger, parts.Token),
            (limit, database, time, logger, _life.Token));
        gate.Limit = limit; // settings may have changed
        return gate;
    }
}
