using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CallControl.Storage;

internal sealed class DatabaseHealthCheck(NpgsqlDataSource database, TimeProvider time) : IHealthCheck
{
    // Who asks for health doesn't wait longer; a database that is silent is as bad as one that refuses.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteNonQueryAsync(either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The database does not answer in time");
        }
        catch (NpgsqlException)
        {
            // Without the exception: every probe during an outage would log its stack trace.
            return HealthCheckResult.Unhealthy("The database does not answer");
        }
    }
}
