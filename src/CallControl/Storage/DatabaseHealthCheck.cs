using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CallControl.Storage;

internal sealed class DatabaseHealthCheck(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteNonQueryAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException)
        {
            // Without the exception: every probe during an outage would log its stack trace.
            return HealthCheckResult.Unhealthy("The database does not answer");
        }
    }
}
