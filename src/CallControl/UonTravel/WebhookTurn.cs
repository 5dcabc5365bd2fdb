using Dapper;
using Npgsql;

namespace CallControl.UonTravel;

/// <summary>Lets one at a time, over all replicas, change an account's webhooks: two would each make all of them.</summary>
internal sealed class WebhookTurn(NpgsqlDataSource database)
{
    /// <param name="enterprise">Whose account.</param>
    /// <param name="work">What is done.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task<T> RunAsync<T>(string enterprise, Func<Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(hashtext('uon_webhooks'), hashtext(@enterprise))", new { enterprise }, transaction, cancellationToken: cancellation));
        return await work();
    }
}
