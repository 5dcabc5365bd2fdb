using CallControl.Crm.Contracts;
using Dapper;
using Npgsql;

namespace CallControl.Numbers;

/// <summary>The pool as its administrator sees it.</summary>
internal sealed class NumberRepository(NpgsqlDataSource database)
{
    /// <summary>The columns of a number that nobody has; for an UPDATE.</summary>
    public const string FreeSql = "is_busy = FALSE, assigned_listing_id = NULL, assigned_at = NULL, assigned_until = NULL";

    private const string Live = "n.is_busy AND (n.assigned_until IS NULL OR n.assigned_until > statement_timestamp())";

    private const string Select = $"""
        SELECT n.phone, n.confirm, n.ask_code, n.last_leased_at, n.created_at,
               CASE WHEN NOT n.enabled AND {Live} THEN 'draining'
                    WHEN NOT n.enabled THEN 'disabled'
                    WHEN n.is_busy AND n.assigned_until IS NULL THEN 'held'
                    WHEN {Live} THEN 'leased'
                    ELSE 'free' END AS state,
               CASE WHEN {Live} THEN n.assigned_listing_id END AS listing_id,
               CASE WHEN {Live} THEN l.short_title END AS short_title,
               CASE WHEN {Live} THEN n.assigned_at END AS assigned_at,
               CASE WHEN {Live} THEN n.assigned_until END AS assigned_until
        FROM virtual_numbers n LEFT JOIN listings l ON l.id = n.assigned_listing_id
        """;

    // The lease's row in history ends with it, else it would still speak for the number after the next one's end.
    private const string Release = $"""
        WITH released AS (
            UPDATE virtual_numbers n SET {FreeSql}
            FROM (SELECT phone, assigned_listing_id FROM virtual_numbers n WHERE phone = @phone AND {Live} FOR UPDATE) before
            WHERE n.phone = before.phone
            RETURNING n.phone, before.assigned_listing_id AS listing_id
        ),
        ended AS (
            UPDATE call_tracking t SET expires_at = statement_timestamp()
            FROM released r
            WHERE t.virtual_number = r.phone AND t.listing_id = r.listing_id AND t.expires_at > statement_timestamp()
        )
        SELECT count(*) FROM released
        """;

    /// <summary>Adds numbers; those that are there already stay as they are.</summary>
    /// <returns>The numbers that are new.</returns>
    public async Task<IReadOnlySet<string>> AddAsync(IReadOnlyCollection<PhoneNumber> numbers, CancellationToken cancellationToken)
    {
        var phones = numbers.Select(number => number.ToString()).ToArray();
        var added = await QueryAsync<string>(
            "INSERT INTO virtual_numbers (phone) SELECT unnest(@phones) ON CONFLICT (phone) DO NOTHING RETURNING phone", new { phones }, cancellationToken);
        return added.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A page of numbers, in the order of their digits.</summary>
    public async Task<IReadOnlyList<VirtualNumber>> PageAsync(string? after, string? state, int limit, CancellationToken cancellationToken) =>
        await QueryAsync<VirtualNumber>(
            $"""
            SELECT * FROM ({Select}) n
            WHERE (@after::text IS NULL OR phone > @after) AND (@state::text IS NULL OR state = @state)
            ORDER BY phone LIMIT @limit
            """,
            new { after, state, limit }, cancellationToken);

    /// <summary>The numbers that belong to a listing now, the next to end first.</summary>
    public async Task<IReadOnlyList<VirtualNumber>> LeasesAsync(CancellationToken cancellationToken) =>
        await QueryAsync<VirtualNumber>(
            $"SELECT * FROM ({Select}) n WHERE listing_id IS NOT NULL ORDER BY assigned_until, phone", new { }, cancellationToken);

    public async Task<VirtualNumber?> FindAsync(PhoneNumber number, CancellationToken cancellationToken) =>
        (await QueryAsync<VirtualNumber>($"{Select} WHERE n.phone = @phone", new { phone = number.ToString() }, cancellationToken)).SingleOrDefault();

    /// <summary>False takes the number out of leasing: its lease runs out (a drain).</summary>
    /// <returns>False when there is no such number.</returns>
    public async Task<bool> EnableAsync(PhoneNumber number, bool enabled, CancellationToken cancellationToken) =>
        await ExecuteAsync("UPDATE virtual_numbers SET enabled = @enabled WHERE phone = @phone", new { phone = number.ToString(), enabled }, cancellationToken);

    /// <inheritdoc cref="VirtualNumber.Confirm"/>
    public async Task<bool> SetConfirmAsync(PhoneNumber number, bool? confirm, CancellationToken cancellationToken) =>
        await ExecuteAsync("UPDATE virtual_numbers SET confirm = @confirm WHERE phone = @phone", new { phone = number.ToString(), confirm }, cancellationToken);

    /// <inheritdoc cref="VirtualNumber.AskCode"/>
    public async Task<bool> SetAskCodeAsync(PhoneNumber number, bool askCode, CancellationToken cancellationToken) =>
        await ExecuteAsync("UPDATE virtual_numbers SET ask_code = @askCode WHERE phone = @phone", new { phone = number.ToString(), askCode }, cancellationToken);

    /// <summary>Ends the number's lease now. A caller who was shown it still reaches the listing until the number is leased to another.</summary>
    /// <returns>False when it had no lease.</returns>
    public async Task<bool> ReleaseAsync(PhoneNumber number, CancellationToken cancellationToken) =>
        (await QueryAsync<long>(Release, new { phone = number.ToString() }, cancellationToken)).Single() > 0;

    /// <summary>Takes the number out of the pool for good; its history stays.</summary>
    public async Task<bool> DeleteAsync(PhoneNumber number, CancellationToken cancellationToken) =>
        await ExecuteAsync("DELETE FROM virtual_numbers WHERE phone = @phone", new { phone = number.ToString() }, cancellationToken);

    private async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];
    }

    private async Task<bool> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)) > 0;
    }
}
