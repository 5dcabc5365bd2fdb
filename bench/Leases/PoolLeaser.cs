using System.Globalization;
using CallControl.Numbers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CallControl.Bench.Leases;

/// <summary>CallControl's pool of numbers in this process, without HTTP.</summary>
internal sealed class PoolLeaser(NpgsqlDataSource database) : ILeaser
{
    private readonly NumberPool _pool = new(database, Options.Create(new NumbersOptions()), [], NullLogger<NumberPool>.Instance);

    public string Name => "pool";

    public Task<LeaseFigures> RunAsync(TimeSpan duration, CancellationToken cancellationToken) => ManyClients.RunAsync(duration, async (listing, visitor) =>
    {
        if (await _pool.LeaseAsync(listing, visitor.ToString(CultureInfo.InvariantCulture), cancellationToken) is not LeaseResult.Leased)
            throw new InvalidOperationException($"Listing {listing} got no number.");
    });
}
