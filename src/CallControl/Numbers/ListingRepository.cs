using Npgsql;
using NpgsqlTypes;

namespace CallControl.Numbers;

internal sealed class ListingRepository(NpgsqlDataSource database)
{
    private const string InsertSql = """
        INSERT INTO listings (id, short_title, title, code, language, destinations, enterprise, confirm, call_settings)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>The listing; null when there is none of that id.</summary>
    public async Task<Listing?> GetAsync(long id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {ListingColumns.Sql} FROM listings l WHERE l.id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? ListingColumns.Read(row) : null;
    }

    /// <summary>The listing whose code, or else whose id, a caller has keyed in; null when there is none.</summary>
    public async Task<Listing?> FindByCodeAsync(string digits, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {ListingColumns.Sql} FROM listings l WHERE l.code = $1 OR l.id::text = $1 ORDER BY l.code = $1 DESC NULLS LAST LIMIT 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = digits });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? ListingColumns.Read(row) : null;
    }

    /// <summary>Every listing, by id; for prompts that are made at start.</summary>
    public async Task<IReadOnlyList<Listing>> AllAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {ListingColumns.Sql} FROM listings l ORDER BY l.id");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var listings = new List<Listing>();
        while (await row.ReadAsync(cancellationToken))
            listings.Add(ListingColumns.Read(row));
        return listings;
    }

    /// <summary>A page of listings by id.</summary>
    /// <param name="after">The last id of the page before; null for the first page.</param>
    /// <param name="search">A part of a title, or the whole code or id; null for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<IReadOnlyList<Listing>> PageAsync(long? after, string? search, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT {ListingColumns.Sql} FROM listings l
            WHERE ($1::bigint IS NULL OR l.id > $1)
              AND ($2::text IS NULL OR l.code = $2 OR l.id::text = $2
                   OR strpos(lower(l.short_title), lower($2)) > 0 OR strpos(lower(l.title), lower($2)) > 0)
            ORDER BY l.id LIMIT $3
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)after ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)search ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var listings = new List<Listing>();
        while (await row.ReadAsync(cancellationToken))
            listings.Add(ListingColumns.Read(row));
        return listings;
    }

    /// <summary>Adds the listing, or replaces the one of its id.</summary>
    /// <returns>True when it is new.</returns>
    public async Task<bool> SaveAsync(Listing listing, CancellationToken cancellationToken)
    {
        // xmax is 0 in a row that no UPDATE has touched
        await using var command = database.CreateCommand($"""
            {InsertSql}
            ON CONFLICT (id) DO UPDATE SET
                short_title = excluded.short_title, title = excluded.title, code = excluded.code, language = excluded.language,
                destinations = excluded.destinations, enterprise = excluded.enterprise, confirm = excluded.confirm, call_settings = excluded.call_settings, updated_at = now()
            RETURNING xmax = 0
            """);
        AddParameters(command, listing, listing.Id);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Adds a listing.</summary>
    /// <param name="listing">Its id is taken when there is one, given when it is 0.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    /// <returns>Its id; null when the id is taken.</returns>
    public async Task<long?> AddAsync(Listing listing, CancellationToken cancellationToken)
    {
        while (true)
        {
            var id = listing.Id > 0 ? listing.Id : await NextIdAsync(cancellationToken);
            await using var command = database.CreateCommand($"{InsertSql} ON CONFLICT (id) DO NOTHING RETURNING id");
            AddParameters(command, listing, id);
            if (await command.ExecuteScalarAsync(cancellationToken) is long added)
                return added;
            if (listing.Id > 0)
                return null;
        }
    }

    /// <summary>Deletes the listing and frees its number; history stays, for the day it comes back.</summary>
    /// <returns>False when there is none of that id.</returns>
    public async Task<bool> DeleteAsync(long id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            WITH freed AS (
                UPDATE virtual_numbers SET {NumberRepository.FreeSql} WHERE assigned_listing_id = $1
            )
            DELETE FROM listings WHERE id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    // Sites give ids of their own, which the sequence does not know of.
    private async Task<long> NextIdAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT setval(s, GREATEST(nextval(s), (SELECT COALESCE(max(id), 0) + 1 FROM listings))) FROM pg_get_serial_sequence('listings', 'id') AS s
            """);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void AddParameters(NpgsqlCommand command, Listing listing, long id)
    {
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = listing.ShortTitle });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = listing.Title });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)listing.Code ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = listing.Language });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. listing.Destinations.Select(destination => destination.Text)] });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)listing.Enterprise ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = listing.Confirm });
        command.Parameters.Add(new NpgsqlParameter { Value = listing.Settings.ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
    }
}
