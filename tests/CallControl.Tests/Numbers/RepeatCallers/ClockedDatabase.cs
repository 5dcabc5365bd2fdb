using CallControl.CallControl.Tests.Storage;
using Npgsql;

namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>
/// A database whose clock the test sets. The application's statements stay as they are: they say <c>now()</c> and
/// <c>statement_timestamp()</c> without a schema, and on this connection the schema <c>clock</c> is searched before <c>pg_catalog</c>. So time
/// costs the product nothing, and passes without rewriting rows. The functions are inlined and STABLE like the originals: plans are the same.
/// </summary>
internal sealed class ClockedDatabase : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _setClock;
    private readonly NpgsqlParameter<string> _moment = new();

    private ClockedDatabase(TestDatabase database, NpgsqlDataSource source, NpgsqlConnection connection)
    {
        (_database, Source, _connection) = (database, source, connection);
        _setClock = new NpgsqlCommand("SELECT set_config('clock.moment', $1, false)", connection) { Parameters = { _moment } };
    }

    /// <summary>One connection, prepared statements as in production.</summary>
    public NpgsqlDataSource Source { get; }

    public static async Task<ClockedDatabase> CreateAsync(PostgresFixture postgres)
    {
        var database = await TestDatabase.CreateAsync(postgres);
        await database.ExecuteAsync("""
            CREATE SCHEMA clock;
            CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE RETURN current_setting('clock.moment')::timestamptz;
            CREATE FUNCTION clock.statement_timestamp() RETURNS timestamptz LANGUAGE sql STABLE RETURN current_setting('clock.moment')::timestamptz;
            """);
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            SearchPath = "clock, pg_catalog, public",
            MaxPoolSize = 1,
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 1,
            // The clock is a setting of the session and must outlive a visit to the pool.
            NoResetOnClose = true,
            // The tables are emptied hundreds of times; each time every statement would be planned anew, several times over.
            Options = "-c plan_cache_mode=force_generic_plan",
        };
        var source = NpgsqlDataSource.Create(settings);
        return new ClockedDatabase(database, source, source.CreateConnection());
    }

    public async Task SetClockAsync(DateTime moment)
    {
        _moment.TypedValue = moment.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await _connection.OpenAsync();
        await _setClock.ExecuteNonQueryAsync();
        await _connection.CloseAsync();
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _setClock.DisposeAsync();
        await _connection.DisposeAsync();
        await Source.DisposeAsync();
        await _database.DisposeAsync();
    }
}
