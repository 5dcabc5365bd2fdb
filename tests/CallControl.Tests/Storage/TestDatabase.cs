using CallControl.Storage;
using CallControl.TestKit.Postgres;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.CallControl.Tests.Storage;

/// <summary>A fresh, migrated database with words for what the tests look at.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private TestDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static Task<TestDatabase> CreateAsync(PostgresFixture postgres) => CreateAsync(postgres.Cluster);

    public static async Task<TestDatabase> CreateAsync(PostgresCluster cluster)
    {
        var database = new TestDatabase(await cluster.CreateDatabaseAsync());
        await database.MigrateAsync(Migration.Embedded());
        return database;
    }

    public static async Task<TestDatabase> CreateEmptyAsync(PostgresFixture postgres) => new(await postgres.Cluster.CreateDatabaseAsync());

    public Task MigrateAsync(IReadOnlyList<Migration> migrations) =>
        new Migrator(Source, migrations, Options.Create(new StorageOptions { StartupWait = TimeSpan.Zero }), TimeProvider.System, NullLogger<Migrator>.Instance)
            .StartingAsync(CancellationToken.None);

    public async Task<int> ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    /// <summary>Listings of these ids; the owner of listing 101 is +79035550101.</summary>
    public Task AddListingsAsync(params long[] ids) => ExecuteAsync(
        "INSERT INTO listings (id, short_title, destinations) SELECT id, 'квартира ' || id, ARRAY['+79035550' || id] FROM unnest(@ids) AS id", new { ids });

    /// <summary>The numbers +74951112201, +74951112202 …</summary>
    public Task AddNumbersAsync(int count) => ExecuteAsync(
        "INSERT INTO virtual_numbers (phone) SELECT '+749511122' || to_char(n, 'FM00') FROM generate_series(1, @count) AS n", new { count });

    /// <summary>Lets time pass for everything stored.</summary>
    public Task PassAsync(TimeSpan time) => ExecuteAsync("""
        UPDATE virtual_numbers SET assigned_at = assigned_at - @time, assigned_until = assigned_until - @time, last_leased_at = last_leased_at - @time;
        UPDATE call_tracking SET shown_at = shown_at - @time, expires_at = expires_at - @time, called_at = called_at - @time;
        """, new { time });

    public async ValueTask DisposeAsync() => await Source.DisposeAsync();
}
