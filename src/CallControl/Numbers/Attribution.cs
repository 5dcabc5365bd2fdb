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
        (SELECT {ListingColumns.Sql}, 'lease' AS kind
         FROM virtual_numbers n JOIN listings l ON l.id = n.assigned_listing_id
         WHERE n.phone = $1 AND n.is_busy AND (n.assigned_until > now() OR n.assigned_until IS NULL))
        UNION ALL
        (SELECT {ListingColumns.Sql}, 'history'
         FROM call_tracking t JOIN listings l ON l.id = t.listing_id
         WHERE t.virtual_number = $1 AND t.client_phone = $2
           AND ($4::interval IS NULL OR COALESCE(t.called_at, t.shown_at) > now() - $4)
         ORDER BY COALESCE(t.called_at, t.shown_at) DESC, t.id DESC
         LIMIT 1)
        UNION ALL
        (SELECT {ListingColumns.Sql}, 'recent'
         FROM call_tracking t JOIN listings l ON l.id = t.listing_id
         WHERE t.virtual_number = $1 AND t.expires_at > now() - $3
         ORDER BY t.expires_at DESC, t.id DESC
         LIMIT 1)
        """;

    /// <summary>One round trip to the database.</summary>
    /// <param name="caller">The caller's number; null when he hides it.</param>
    /// <param name="dialled">The virtual number.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<AttributionResult> FindAsync(PhoneNumber? caller, PhoneNumber dialled, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = dialled.ToString() });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)caller?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.GraceTime });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)options.Value.HistoryTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval });

        var found = new Dictionary<string, Listing>(StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            found[row.GetString(ListingColumns.Count)] = ListingColumns.Read(row);
        return Decide(found.GetValueOrDefault("lease"), found.GetValueOrDefault("history"), found.GetValueOrDefault("recent"));
    }

    private static AttributionResult Decide(Listing? lease, Listing? history, Listing? recent) => (lease, history, recent) switch
    {
        ({ } live, { } own, _) when live.Id != own.Id => new(AttributionReason.Ambiguous, live, own),
        ({ } live, _, _) => new(AttributionReason.LiveLease, live),
        (_, { } own, _) => new(AttributionReason.CallerHistory, own),
        (_, _, { } last) => new(AttributionReason.RecentLease, last),
        _ => new(AttributionReason.Unknown, null),
    };
}
