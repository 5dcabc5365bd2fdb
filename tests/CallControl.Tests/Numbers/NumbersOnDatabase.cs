using CallControl.CallControl.Tests.Storage;
using CallControl.Crm.Contracts;
using CallControl.Numbers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CallControl.CallControl.Tests.Numbers;

/// <summary>The parts of <c>Numbers</c> on a test's database.</summary>
internal static class NumbersOnDatabase
{
    public static NumberPool PoolOf(this TestDatabase database, NumbersOptions? options = null, params IListingNeeded[] leased) =>
        new(database.Source, Options.Create(options ?? new NumbersOptions()), leased, NullLogger<NumberPool>.Instance);

    public static async Task<LeaseResult.Leased> LeaseAsync(this TestDatabase database, long listing, string? visitor = null) =>
        (await database.PoolOf().LeaseAsync(listing, visitor, CancellationToken.None)).ShouldBeOfType<LeaseResult.Leased>();

    public static Task<AttributionResult> AttributeAsync(this TestDatabase database, string? caller, PhoneNumber dialled, NumbersOptions? options = null) =>
        new Attribution(database.Source, Options.Create(options ?? new NumbersOptions()))
            .FindAsync(caller is null ? null : PhoneNumber.Parse(caller), dialled, CancellationToken.None);

    /// <summary>Stores that a call took place, as the journal of calls does.</summary>
    public static async Task<Guid> CallAsync(this TestDatabase database, string? caller, string dialled, long listing, Guid? call = null)
    {
        var id = call ?? Guid.NewGuid();
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(CallTracking.MarkCalled(
            PhoneNumber.Parse(dialled), listing, caller is null ? null : PhoneNumber.Parse(caller), id, TimeProvider.System.GetUtcNow()));
        await batch.ExecuteNonQueryAsync();
        return id;
    }
}
