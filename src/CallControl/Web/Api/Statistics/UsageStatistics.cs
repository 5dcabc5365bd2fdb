using Dapper;
using Npgsql;

namespace CallControl.Web.Api.Statistics;

/// <summary>What the table of shown numbers tells.</summary>
internal sealed class UsageStatistics(NpgsqlDataSource database)
{
    // A call from memory has a row without a lease: nothing was shown.
    private const string Figures = """
        count(t.id) FILTER (WHERE t.expires_at IS NOT NULL) AS shown,
        count(t.called_at) AS called,
        count(c.id) AS answered,
        max(GREATEST(t.shown_at, t.called_at)) AS last_used
        """;

    private const string Tracking = """
        call_tracking t LEFT JOIN calls c ON c.id = t.call_id AND c.bridged_at IS NOT NULL
        """;

    private const string Within = "(@from::timestamptz IS NULL OR t.shown_at >= @from) AND (@to::timestamptz IS NULL OR t.shown_at < @to)";

    /// <summary>Every number of the pool, and numbers that are gone from it; the most called first.</summary>
    public Task<IReadOnlyList<UsageRow>> NumbersAsync(DateTime? from, DateTime? to, CancellationToken cancellationToken) => QueryAsync(
        $"""
        WITH used AS (SELECT t.virtual_number AS number, {Figures} FROM {Tracking} WHERE {Within} GROUP BY 1)
        SELECT COALESCE(n.phone, u.number) AS number, COALESCE(u.shown, 0) AS shown, COALESCE(u.called, 0) AS called,
               COALESCE(u.answered, 0) AS answered, u.last_used
        FROM virtual_numbers n FULL JOIN used u ON u.number = n.phone
        ORDER BY called DESC, shown DESC, number
        """,
        new { from, to }, cancellationToken);

    /// <summary>Listings whose number was shown or called; the most called first.</summary>
    public Task<IReadOnlyList<UsageRow>> ListingsAsync(DateTime? from, DateTime? to, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        WITH used AS (SELECT t.listing_id, {Figures} FROM {Tracking} WHERE {Within} GROUP BY 1)
        SELECT u.*, l.short_title FROM used u LEFT JOIN listings l ON l.id = u.listing_id
        ORDER BY called DESC, shown DESC, listing_id LIMIT @limit
        """,
        new { from, to, limit }, cancellationToken);

    /// <summary>Days on which something happened, the newest first.</summary>
    public Task<IReadOnlyList<UsageRow>> DaysAsync(DateTime? from, DateTime? to, string timeZone, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT (t.shown_at AT TIME ZONE @timeZone)::date AS day, {Figures} FROM {Tracking} WHERE {Within} GROUP BY 1 ORDER BY 1 DESC",
        new { from, to, timeZone }, cancellationToken);

    private async Task<IReadOnlyList<UsageRow>> QueryAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<UsageRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];
    }
}
