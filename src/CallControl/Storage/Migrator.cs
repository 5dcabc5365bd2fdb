using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Storage;

/// <summary>
/// Brings the database to the program's schema before anything is served (the host calls <see cref="StartingAsync"/> of every service
/// before the first <c>StartAsync</c>, Kestrel's among them).
/// </summary>
internal sealed class Migrator(
    NpgsqlDataSource database, IReadOnlyList<Migration> migrations, IOptions<StorageOptions> options, TimeProvider time, ILogger<Migrator> logger)
    : IHostedLifecycleService
{
    // Any number, the same in every replica; in hexadecimal it reads "callctrl".
    private const long LockKey = 0x63616C6C6374726C;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(250);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        try
        {
            // A session lock: it spans the migrations' own transactions and ends with the connection, even if we are killed.
            // Another replica's migrations may take as long as they need.
            await connection.ExecuteAsync(
                new CommandDefinition("SELECT pg_advisory_lock(@LockKey)", new { LockKey }, commandTimeout: 0, cancellationToken: cancellationToken));
            try
            {
                await MigrateAsync(connection, cancellationToken);
            }
            finally
            {
                await connection.ExecuteAsync("SELECT pg_advisory_unlock(@LockKey)", new { LockKey });
            }
        }
        catch (NpgsqlException e)
        {
            throw new StartupException($"The database ({Where()}) could not be migrated: {StorageErrors.Describe(e)}", e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await database.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException e) when (StorageErrors.MayPass(e) && time.GetElapsedTime(started) < options.Value.StartupWait)
            {
                await Task.Delay(RetryInterval, time, cancellationToken);
            }
            catch (NpgsqlException e)
            {
                throw new StartupException($"No connection to the database ({Where()}): {StorageErrors.Describe(e)}", e);
            }
        }
    }

    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync("""
            CREATE TABLE IF NOT EXISTS schema_migrations (
                version    integer PRIMARY KEY,
                name       text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now(),
                checksum   text NOT NULL)
            """);
        var applied = (await connection.QueryAsync<(int Version, string Name, string Checksum)>(
            "SELECT version, name, checksum FROM schema_migrations ORDER BY version")).ToDictionary(row => row.Version);

        foreach (var unknown in applied.Values.Where(row => migrations.All(migration => migration.Version != row.Version)))
            throw new StartupException($"The database is newer than this program: it has migration {unknown.Version:D4}_{unknown.Name}. Install the newer program");
        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Version, out var row))
                await ApplyAsync(connection, migration, cancellationToken);
            else if (row.Checksum != migration.Checksum)
                throw new StartupException($"Migration {migration} was changed after it had been applied. Add a new migration instead");
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken));
            await connection.ExecuteAsync(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES (@Version, @Name, @Checksum)", migration, transaction);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException e)
        {
            throw new StartupException($"Migration {migration} failed: {StorageErrors.Describe(e)}", e);
        }

        Log.MigrationApplied(logger, migration.ToString(), time.GetElapsedTime(started).TotalMilliseconds);
    }

    private string Where()
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return $"{settings.Host}:{settings.Port}/{settings.Database}";
    }
}
