using Dapper;
using Npgsql;

namespace CallControl.Numbers.Advice;

/// <summary>
/// What was asked of the pool, from what is remembered of it. Visitors of one listing share its number, so what counts is how long a listing
/// has one: rows that overlap are one lease. A refused click counts as the lease it would have been; refused again within that time it is the
/// same.
/// </summary>
internal sealed class PoolDemand(NpgsqlDataSource database)
{
    private const string Hours = """
        WITH demand AS (
            SELECT listing_id, shown_at AS begins, expires_at AS ends, FALSE AS refused
            FROM call_tracking WHERE expires_at > shown_at AND shown_at >= @from
            UNION ALL
            SELECT listing_id, at, at + @lease, TRUE FROM pool_refusals WHERE at >= @from
        ),
        marked AS (
            SELECT *, CASE WHEN begins <= max(ends) OVER (PARTITION BY listing_id ORDER BY begins, ends ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                           THEN 0 ELSE 1 END AS is_new
            FROM demand
        ),
        counted AS (
            SELECT *, sum(is_new) OVER (PARTITION BY listing_id ORDER BY begins, ends ROWS UNBOUNDED PRECEDING) AS lease FROM marked
        ),
        leases AS (
            SELECT listing_id, min(begins) AS begins, max(ends) AS ends, bool_and(refused) AS refused FROM counted GROUP BY listing_id, lease
        )
        SELECT hour, count(*) FILTER (WHERE begins >= hour) AS leases, count(DISTINCT listing_id) FILTER (WHERE begins >= hour) AS listings,
               count(*) FILTER (WHERE begins >= hour AND refused) AS refused,
               (sum(extract(epoch FROM LEAST(ends, hour + interval '1 hour') - GREATEST(begins, hour))) / 3600)::float8 AS erlangs
        FROM leases, generate_series(date_trunc('hour', begins, 'UTC'), ends, interval '1 hour') AS hour
        WHERE ends > hour
        GROUP BY hour ORDER BY hour
        """;

    /// <summary>The hours in which something was asked, in order.</summary>
    /// <param name="from">Since when.</param>
    /// <param name="lease">How long a refused click's lease would have been.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    public async Task<IReadOnlyList<DemandHour>> HoursAsync(DateTime from, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<DemandHour>(new CommandDefinition(Hours, new { from, lease }, commandTimeout: 60, cancellationToken: cancellationToken))];
    }

    /// <summary>How many numbers can be leased now.</summary>
    public async Task<int> NumbersAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM virtual_numbers WHERE enabled AND NOT ask_code AND NOT (is_busy AND assigned_until IS NULL)", cancellationToken: cancellationToken));
    }
}
