using CallControl.Crm.RetailCrm.Modules;
using Dapper;
using Npgsql;

namespace CallControl.RetailCrm;

/// <summary>What is kept about RetailCRM apart from settings and customers.</summary>
internal sealed class RetailCrmTables(NpgsqlDataSource database)
{
    private const string SelectModule = "SELECT fingerprint, active, problem FROM retailcrm_modules WHERE enterprise_number = @enterprise";

    private const string UpsertModule = """
        INSERT INTO retailcrm_modules (enterprise_number, fingerprint, active, registered_at, unknown_users, unknown_sites)
        VALUES (@enterprise, @fingerprint, @active, now(), @users, @sites)
        ON CONFLICT (enterprise_number) DO UPDATE SET fingerprint = excluded.fingerprint, active = excluded.active, registered_at = excluded.registered_at,
            unknown_users = excluded.unknown_users, unknown_sites = excluded.unknown_sites, problem = NULL
        """;

    private const string UpsertProblem = """
        INSERT INTO retailcrm_modules AS m (enterprise_number, active, problem) VALUES (@enterprise, @active, @problem)
        ON CONFLICT (enterprise_number) DO UPDATE SET fingerprint = NULL, active = m.active OR excluded.active, problem = excluded.problem
        """;

    private const string UpsertStatus = """
        INSERT INTO retailcrm_user_status (enterprise_number, user_id, extension, status) VALUES (@enterprise, @user, @extension, @status)
        ON CONFLICT (enterprise_number, user_id) DO UPDATE SET extension = excluded.extension, status = excluded.status, changed_at = now()
        """;

    /// <summary>Lets one replica at a time look at an enterprise's module and register it.</summary>
    /// <param name="enterprise">Which.</param>
    /// <param name="register">Given what is registered, registers; null leaves all as it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False when another replica is at it.</returns>
    public async Task<bool> ChangeModuleAsync(string enterprise, Func<RegisteredModule, Task<Registration?>> register, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var mine = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT pg_try_advisory_xact_lock(hashtext('retailcrm_modules'), hashtext(@enterprise))", new { enterprise }, transaction, cancellationToken: cancellation));
        if (!mine)
            return false;
        var before = await connection.QuerySingleOrDefaultAsync<RegisteredModule>(new CommandDefinition(SelectModule, new { enterprise }, transaction, cancellationToken: cancellation));
        if (await register(before ?? new RegisteredModule()) is { } done)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                done.Problem is null ? UpsertModule : UpsertProblem,
                new
                {
                    enterprise,
                    done.Problem,
                    done.Fingerprint,
                    done.Active,
                    users = (done.Info?.NotExistUsersIds ?? []).ToArray(),
                    sites = (done.Info?.NotExistSiteCodes ?? []).ToArray(),
                },
                transaction,
                cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Whatever is registered is registered again.</summary>
    public Task ForgetModuleAsync(string enterprise, CancellationToken cancellation) =>
        ExecuteAsync("UPDATE retailcrm_modules SET fingerprint = NULL WHERE enterprise_number = @enterprise", new { enterprise }, cancellation);

    /// <summary>Lets nobody register an enterprise's module meanwhile; afterwards nothing is registered.</summary>
    /// <param name="enterprise">Which.</param>
    /// <param name="switchOff">Given whether one was registered and on, switches it off in RetailCRM.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task RemoveModuleAsync(string enterprise, Func<bool, Task> switchOff, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(hashtext('retailcrm_modules'), hashtext(@enterprise))", new { enterprise }, transaction, cancellationToken: cancellation));
        await switchOff(await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM retailcrm_modules WHERE enterprise_number = @enterprise AND active)", new { enterprise }, transaction, cancellationToken: cancellation)));
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM retailcrm_modules WHERE enterprise_number = @enterprise", new { enterprise }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }

    public Task SaveStatusAsync(string enterprise, int user, string? extension, string status, CancellationToken cancellation) =>
        ExecuteAsync(UpsertStatus, new { enterprise, user, extension, status }, cancellation);

    private async Task ExecuteAsync(string sql, object parameters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>What was registered last.</summary>
    internal sealed class RegisteredModule
    {
        public string? Fingerprint { get; set; }

        public bool Active { get; set; }

        public string? Problem { get; set; }
    }

    /// <param name="Fingerprint">Of what is registered now.</param>
    /// <param name="Active">On or off; with a problem, whether it may be on.</param>
    /// <param name="Info">What RetailCRM did not recognise.</param>
    /// <param name="Problem">Why it was not registered; null when it was.</param>
    internal sealed record Registration(string? Fingerprint, bool Active, ModuleInfo? Info, string? Problem);
}
