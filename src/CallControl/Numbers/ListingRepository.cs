using Npgsql;
using NpgsqlTypes;

namespace CallControl.Numbers;

internal sealed class ListingRepository(NpgsqlDataSource database)
{
    /// <summary>The listing; null when there is none of that id.</summary>
    public async Task<Listing?> GetAsync(long id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {ListingColumns.Sql} FROM listings l WHERE l.id = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
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

    /// <summary>Adds the listing, or replaces the one of its id.</summary>
    public async Task SaveAsync(Listing listing, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO listings (id, short_title, title, code, language, destinations, enterprise) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET
                short_title = excluded.short_title, title = excluded.title, code = excluded.code, language = excluded.language,
                destinations = excluded.destinations, enterprise = excluded.enterprise, updated_at = now()
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = listing.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = listing.ShortTitle });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = listing.Title });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)listing.Code ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = listing.Language });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. listing.Destinations.Select(destination => destination.Text)] });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)listing.Enterprise ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
