namespace CallControl.Numbers;

/// <summary>
/// <para>
/// The two commands of a lease. The clock is the database's, the same for every replica and for users' own SQL; read by
/// <c>statement_timestamp()</c>, since <c>now()</c> is the beginning of the transaction, from before the wait for the lock.
/// </para>
/// <para>
/// Why no number ever belongs to two listings: a number is taken only from a row that is locked (<c>FOR UPDATE</c>). When another
/// transaction changed that row since our snapshot, PostgreSQL (READ COMMITTED) reads its newest version under the lock and checks the
/// <c>WHERE</c> again, so a number that has just been leased drops out. <c>SKIP LOCKED</c> passes over a number that another listing is
/// taking at this moment instead of waiting for it.
/// </para>
/// <para>
/// Why concurrent clicks on one listing end up with one number: they are let in one after another by the advisory lock. It is a command
/// of its own because a command sees what was committed before it <em>began</em>: taken inside the lease's own statement, the lock would be
/// waited for with a snapshot that misses the lease it was waiting for. Clicks on other listings don't wait.
/// </para>
/// </summary>
internal static class LeaseSql
{
    /// <summary>$1 = listing. The first key keeps these locks apart from any others.</summary>
    public const string Lock = "SELECT pg_advisory_xact_lock(7001, hashint8($1))";

    /// <summary>$1 = listing, $2 = visitor or null, $3 = lease time. No row: unknown listing. No number: the pool is empty.</summary>
    public const string Lease = $"""
        WITH listing AS (
            SELECT * FROM listings WHERE id = $1
        ),
        own AS (  -- the listing has a number: all its visitors share it
            SELECT n.phone
            FROM virtual_numbers n
            WHERE n.enabled AND NOT n.ask_code AND n.is_busy AND n.assigned_listing_id = $1 AND n.assigned_until > statement_timestamp()
            ORDER BY n.assigned_until DESC, n.id
            LIMIT 1
            FOR UPDATE
        ),
        known AS (  -- what this visitor takes each number for
            SELECT t.virtual_number, bool_or(t.listing_id = $1) AS for_this, bool_or(t.listing_id <> $1) AS for_another
            FROM call_tracking t
            WHERE t.visitor_id = $2
            GROUP BY t.virtual_number
        ),
        free AS (  -- busy without an end is held by hand
            SELECT n.phone
            FROM virtual_numbers n
            LEFT JOIN known k ON k.virtual_number = n.phone
            WHERE n.enabled AND NOT n.ask_code AND (NOT n.is_busy OR n.assigned_until <= statement_timestamp())
              AND EXISTS (SELECT FROM listing) AND NOT EXISTS (SELECT FROM own)
            ORDER BY COALESCE(k.for_another, FALSE), COALESCE(k.for_this, FALSE) DESC,
                     n.assigned_listing_id IS NOT DISTINCT FROM $1 DESC, n.last_leased_at NULLS FIRST, n.id
            LIMIT 1
            FOR UPDATE OF n SKIP LOCKED
        ),
        leased AS (
            UPDATE virtual_numbers n
            SET is_busy = TRUE,
                assigned_listing_id = $1,
                assigned_at = CASE WHEN EXISTS (SELECT FROM own) THEN n.assigned_at ELSE statement_timestamp() END,
                assigned_until = statement_timestamp() + $3,
                last_leased_at = statement_timestamp()
            FROM (SELECT phone FROM own UNION ALL SELECT phone FROM free) chosen
            WHERE n.phone = chosen.phone
            RETURNING n.phone, n.assigned_until
        ),
        shown_again AS (
            UPDATE call_tracking t
            SET expires_at = leased.assigned_until
            FROM leased
            WHERE t.visitor_id = $2 AND t.virtual_number = leased.phone AND t.listing_id = $1 AND t.expires_at > statement_timestamp()
            RETURNING t.id
        ),
        refused AS (  -- what the pool could not give is demand as well
            INSERT INTO pool_refusals (listing_id, at)
            SELECT id, statement_timestamp() FROM listing WHERE NOT EXISTS (SELECT FROM leased)
        ),
        shown AS (
            INSERT INTO call_tracking (virtual_number, listing_id, visitor_id, shown_at, expires_at)
            SELECT leased.phone, $1, $2, statement_timestamp(), leased.assigned_until FROM leased WHERE NOT EXISTS (SELECT FROM shown_again)
        )
        SELECT {ListingColumns.Sql}, leased.phone, leased.assigned_until,
               CASE WHEN leased.phone IS NULL THEN
                   (SELECT min(n.assigned_until) - statement_timestamp() FROM virtual_numbers n WHERE n.enabled AND NOT n.ask_code AND n.is_busy AND n.assigned_until > statement_timestamp())
               END
        FROM listing l LEFT JOIN leased ON TRUE
        """;
}
