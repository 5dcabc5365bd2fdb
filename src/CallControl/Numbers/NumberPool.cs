using CallControl.Crm.Contracts;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace CallControl.Numbers;

/// <summary>Lends virtual numbers to listings.</summary>
internal sealed class NumberPool(
    NpgsqlDataSource database, IOptions<NumbersOptions> options, IEnumerable<IListingNeeded> listeners, ILogger<NumberPool> logger)
{
    // A number held by hand may be freed at any moment, so there is always something to tell the visitor.
    private static readonly TimeSpan RetryWhenNothingExpires = TimeSpan.FromMinutes(5);

    private readonly IListingNeeded[] _listeners = [.. listeners];

    /// <summary>Lends a number to the listing, or extends its lease.</summary>
    /// <param name="listingId">The listing whose "Call" was pressed.</param>
    /// <param name="visitorId">The site's id of its visitor; null when it has none.</param>
    /// <param name="cancellationToken">The visitor has gone.</param>
    /// <exception cref="NpgsqlException">The database is away; nothing was leased, or the same number will be when asked again.</exception>
    public async Task<LeaseResult> LeaseAsync(long listingId, string? visitorId, CancellationToken cancellationToken)
    {
        var result = await QueryAsync(listingId, visitorId, cancellationToken);
        switch (result)
        {
            case LeaseResult.Leased lease:
                NumberMetrics.Count("leased");
                Log.Leased(logger, lease.Number.ToString(), listingId, lease.ExpiresAt);
                foreach (var listener in _listeners)
                    listener.OnNeeded(lease.Listing);
                break;
            case LeaseResult.PoolEmpty empty:
                NumberMetrics.Count("pool_empty");
                Log.PoolEmpty(logger, listingId, empty.RetryAfter);
                break;
            default:
                NumberMetrics.Count("unknown_listing");
                break;
        }

        return result;
    }

    private async Task<LeaseResult> QueryAsync(long listingId, string? visitorId, CancellationToken cancellationToken)
    {
        // One round trip, one implicit transaction: the lock of the first command is held until the second has committed.
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LeaseSql.Lock) { Parameters = { new NpgsqlParameter<long> { TypedValue = listingId } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LeaseSql.Lease)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = listingId },
                new NpgsqlParameter { Value = (object?)visitorId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new NpgsqlParameter<TimeSpan> { TypedValue = options.Value.LeaseDuration },
            },
        });
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            return new LeaseResult.UnknownListing(listingId);

        var result = Read(row);
        // The transaction commits at the end of the batch: until that is read, nothing is leased.
        await row.CloseAsync();
        return result;
    }

    private static LeaseResult Read(NpgsqlDataReader row)
    {
        const int number = ListingColumns.Count, until = number + 1, retryAfter = until + 1;
        var listing = ListingColumns.Read(row);
        return row.IsDBNull(number)
            ? new LeaseResult.PoolEmpty(listing, row.IsDBNull(retryAfter) ? RetryWhenNothingExpires : row.GetFieldValue<TimeSpan>(retryAfter))
            : new LeaseResult.Leased(PhoneNumber.Parse(row.GetString(number)), row.GetFieldValue<DateTimeOffset>(until), listing);
    }
}
