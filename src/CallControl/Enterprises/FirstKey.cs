using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace CallControl.Enterprises;

/// <summary>
/// Makes the first key of data protection while no other replica does. Left to the first use, two replicas started together would each make one, and neither would know
/// the other's for a day.
/// </summary>
internal sealed class FirstKey(NpgsqlDataSource database, IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_lock(hashtext('data_protection_keys'))", cancellationToken: cancellationToken));
        try
        {
            // Not before: the provider reads the keys when it is made.
            services.GetRequiredService<IDataProtectionProvider>().CreateProtector("first").Protect("key");
        }
        finally
        {
            await connection.ExecuteAsync("SELECT pg_advisory_unlock(hashtext('data_protection_keys'))");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
