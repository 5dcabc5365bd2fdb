using System.Data.Common;
using CallControl.Crm.Contracts;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace CallControl.Numbers;

/// <summary>Who does this caller mean when he dials this number?</summary>
internal sealed class Attribution(NpgsqlDataSource database, IOptions<NumbersOptions> options)
{
    // Up to three rows, each of another kind. A listing that was deleted is passed over in favour of the next best.
    private const string Sql = $"""
        (SELECT {ListingColumns.Sql}, 'lease' AS kind, GREATEST(n.last_leased_at, n.assigned_at) AS at
         FROM virtual_numbers n JOIN listings l ON l.id = n.assigned_listing_id
         WHERE n.phone = $1 AND n.is_busy AND (n.assigned_until > now() OR n.assigned_until IS NULL))
        UNION ALL
        (SELECT {ListingColumns.Sql}, 'history', COALESCE(t.called_at, t.shown_at)
         FROM call_tracking t JOIN listings l ON l.id = t.listing_id
         WHERE t.virtual_number = $1 AND t.client_phone = $2
           AND ($4::interval IS NULL OR COALESCE(t.called_at, t.shown_at) > now() - $4)
         ORDER BY COALESCE(t.called_at, t.shown_at) DESC, t.id DESC
         LIMIT 1)
        UNION ALL
        (SELECT {ListingColumns.Sql}, 'recent', t.expires_at
         FROM call_tracking t JOIN listings l ON l.id = t.listing_id
         WHERE t.virtual_number = $1 AND t.expires_at > now() - $3
         ORDER BY t.expires_at DESC, t.id DESC
         LIMIT 1)
        """;

    // The last column: this caller knows the number, be it for a listing that was deleted.
    private const string AboutNumberSql = """
        SELECT n.confirm, COALESCE(n.ask_code, FALSE), EXISTS (SELECT FROM blocked_callers b WHERE b.phone = $2),
               EXISTS (SELECT FROM call_tracking t
                       WHERE t.virtual_number = $1 AND t.client_phone = $2
                         AND ($3::interval IS NULL OR COALESCE(t.called_at, t.shown_at) > now() - $3))
        FROM (SELECT) one LEFT JOIN virtual_numbers n ON n.phone = $1
        """;

    /// <summary>One round trip to the database.</summary>
    /// <param name="caller">The caller's number; null when he hides it.</param>
    /// <param name="dialled">The virtual number.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<AttributionResult> FindAsync(PhoneNumber? caller, PhoneNumber dialled, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = dialled.ToString() },
                Text(caller?.ToString()),
                new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.GraceTime },
                HistoryTime(),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AboutNumberSql)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = dialled.ToString() }, Text(caller?.ToString()), HistoryTime() },
        });

        var found = new Dictionary<string, Candidate>(StringComparer.Ordinal);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            found[row.GetString(ListingColumns.Count)] = Candidate.Read(row);

        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        bool? confirm = await row.IsDBNullAsync(0, cancellationToken) ? null : row.GetBoolean(0);
        var decided = Decide(found.GetValueOrDefault("lease"), found.GetValueOrDefault("history"), found.GetValueOrDefault("recent"), row.GetBoolean(3));
        var askCode = row.GetBoolean(1);
        return decided with
        {
            Confirm = decided.Reason == AttributionReason.OwnListingGone && !askCode ? true : confirm,
            AskCode = askCode,
            IsBlocked = row.GetBoolean(2),
        };
    }

    private static AttributionResult Decide(Candidate? lease, Candidate? history, Candidate? recent, bool knowsNumber) => (lease, history, recent) switch
    {
        // Without this a caller would be put through to a stranger as soon as his own listing is deleted.
        (_, null, _) when knowsNumber && (lease ?? recent) is { } other => new(AttributionReason.OwnListingGone, other.Listing),
        ({ } live, { } own, _) when live.Listing.Id != own.Listing.Id => own.At > live.At
            ? new(AttributionReason.CallerChoice, own.Listing)
            : new(AttributionReason.Ambiguous, live.Listing, own.Listing),
        ({ } live, _, _) => new(AttributionReason.LiveLease, live.Listing),
        (_, { } own, _) => new(AttributionReason.CallerHistory, own.Listing),
        (_, _, { } last) => new(AttributionReason.RecentLease, last.Listing),
        _ => new(AttributionReason.Unknown, null),
    };

    private NpgsqlParameter HistoryTime() => new() { Value = (object?)options.Value.HistoryTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval };

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    /// <param name="Listing">A listing the number may stand for.</param>
    /// <param name="At">A lease: when the number was last shown to anybody, or given to the listing by hand; history: when this caller last called; null: unknown.</param>
    private sealed record Candidate(Listing Listing, DateTime? At)
    {
        public static Candidate Read(DbDataReader row)
            => new(ListingColumns.Read(row), row.IsDBNull(ListingColumns.Count + 1) ? null : row.GetDateTime(ListingColumns.Count + 1));
    }
}
