using System.Text.Json.Nodes;
using CallControl.Crm.Contracts;
using Dapper;
using Npgsql;

namespace CallControl.Enterprises;

/// <summary>Enterprises as they are stored; each change is written down with who made it, in the same transaction. The table's triggers tell the replicas.</summary>
internal sealed class EnterpriseRepository(NpgsqlDataSource database, Secrets secrets)
{
    private const string Columns = "number, name, secret, time_zone, settings, integrations_config AS integrations, primary_integration AS primary, updated_at";

    private const string Upsert = """
        INSERT INTO enterprises (number, name, secret, time_zone, settings, integrations_config, primary_integration)
        VALUES (@Number, @Name, @Secret, @TimeZone, @Settings::jsonb, @Integrations::jsonb, @Primary)
        ON CONFLICT (number) DO UPDATE SET
            name = excluded.name, secret = excluded.secret, time_zone = excluded.time_zone, settings = excluded.settings,
            integrations_config = excluded.integrations_config, primary_integration = excluded.primary_integration, updated_at = now()
        """;

    private const string InsertExtension = """
        INSERT INTO enterprise_extensions (enterprise_number, extension, name, email, phone) VALUES (@number, @Extension, @Name, @Email, @phone)
        """;

    private const string InsertChange = """
        INSERT INTO enterprise_changes (enterprise_number, who, action, before, after) VALUES (@number, @who, @action, @before::jsonb, @after::jsonb)
        """;

    public async Task<IReadOnlyList<Enterprise>> AllAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await ReadAsync(connection, null, "ORDER BY number", new { }, cancellation);
    }

    /// <returns>Null when there is none.</returns>
    public async Task<Enterprise?> FindAsync(string number, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await ReadAsync(connection, null, "WHERE number = @number", new { number }, cancellation)).SingleOrDefault();
    }

    /// <summary>Changes one enterprise while nobody else does.</summary>
    /// <param name="number">Which.</param>
    /// <param name="who">For the journal of changes.</param>
    /// <param name="change">Given what is stored (null: nothing), says what shall be; null leaves all as it is. Must not wait for anything.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    /// <returns>What is stored now, and whether it is new; null when nothing was to be changed.</returns>
    public async Task<(Enterprise Enterprise, bool IsNew)?> ChangeAsync(string number, string who, Func<Enterprise?, Enterprise?> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Also keeps two from adding the same enterprise at once, when there is no row to lock yet.
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_xact_lock(hashtext('enterprises'), hashtext(@number))", new { number }, transaction, cancellationToken: cancellation));
        var before = (await ReadAsync(connection, transaction, "WHERE number = @number", new { number }, cancellation)).SingleOrDefault();
        if (change(before) is not { } after)
            return null;
        var stored = before is null ? null : await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            "SELECT integrations_config FROM enterprises WHERE number = @number", new { number }, transaction, cancellationToken: cancellation));

        await connection.ExecuteAsync(new CommandDefinition(Upsert, new
        {
            after.Number,
            after.Name,
            Secret = secrets.Protect(after.Secret) ?? after.LockedSecret,
            after.TimeZone,
            Settings = after.Settings.ToJsonString(),
            Integrations = secrets.Protect(after.Integrations, (JsonObject?)Parse(stored), number).ToJsonString(),
            after.Primary,
        }, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM enterprise_extensions WHERE enterprise_number = @number", new { number }, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(
            InsertExtension,
            after.Employees.Select(employee => new { number, employee.Extension, employee.Name, employee.Email, phone = employee.Phone?.ToString() }),
            transaction,
            cancellationToken: cancellation));
        await NoteAsync(connection, transaction, number, who, before is null ? "created" : "changed", before, after, cancellation);
        var saved = (await ReadAsync(connection, transaction, "WHERE number = @number", new { number }, cancellation)).Single();
        await transaction.CommitAsync(cancellation);
        return (saved, before is null);
    }

    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string number, string who, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var before = (await ReadAsync(connection, transaction, "WHERE number = @number FOR UPDATE", new { number }, cancellation)).SingleOrDefault();
        if (before is null)
            return false;
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM enterprises WHERE number = @number", new { number }, transaction, cancellationToken: cancellation));
        await NoteAsync(connection, transaction, number, who, "deleted", before, null, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>The journal of changes, the newest first.</summary>
    public async Task<IReadOnlyList<EnterpriseChange>> ChangesAsync(string number, long? before, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(long Id, DateTime At, string Who, string Action, string? Before, string? After)>(new CommandDefinition("""
            SELECT id, at, who, action, before, after FROM enterprise_changes
            WHERE enterprise_number = @number AND (@before::bigint IS NULL OR id < @before) ORDER BY id DESC LIMIT @limit
            """, new { number, before, limit }, cancellationToken: cancellation));
        return [.. rows.Select(row => new EnterpriseChange(row.Id, row.At, row.Who, row.Action, Parse(row.Before), Parse(row.After)))];
    }

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    private async Task NoteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string number, string who, string action, Enterprise? before, Enterprise? after, CancellationToken cancellation) =>
        await connection.ExecuteAsync(new CommandDefinition(
            InsertChange, new { number, who, action, before = Note(before), after = Note(after) }, transaction, cancellationToken: cancellation));

    private string? Note(Enterprise? enterprise) => enterprise is null ? null : MaskedEnterprise.Of(enterprise, secrets).ToJsonString();

    private async Task<IReadOnlyList<Enterprise>> ReadAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string which, object parameters, CancellationToken cancellation)
    {
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM enterprises {which}", parameters, transaction, cancellationToken: cancellation))).AsList();
        var numbers = rows.Select(row => row.Number).ToArray();
        var extensions = (await connection.QueryAsync<(string Enterprise, string Extension, string? Name, string? Email, string? Phone)>(new CommandDefinition(
            "SELECT enterprise_number, extension, name, email, phone FROM enterprise_extensions WHERE enterprise_number = ANY(@numbers) ORDER BY extension",
            new { numbers },
            transaction,
            cancellationToken: cancellation))).ToLookup(row => row.Enterprise);
        return [.. rows.Select(row => (Row: row, Secret: secrets.Unprotect(row.Secret, $"secret of enterprise {row.Number}"))).Select(read => EnterpriseOf(read.Row, read.Secret))];

        Enterprise EnterpriseOf(Row row, string? secret) => new()
        {
            Number = row.Number,
            Name = row.Name,
            Secret = secret,
            LockedSecret = secret is null ? row.Secret : null,
            TimeZone = row.TimeZone,
            Settings = (JsonObject)JsonNode.Parse(row.Settings)!,
            Integrations = secrets.Unprotect((JsonObject)JsonNode.Parse(row.Integrations)!, row.Number),
            Primary = row.Primary,
            UpdatedAt = row.UpdatedAt,
            Employees = [.. extensions[row.Number].Select(e => new Employee(
                e.Extension, e.Name, e.Email, PhoneNumber.TryParse(e.Phone, out var phone) ? phone : null))],
        };
    }

    private sealed class Row
    {
        public string Number { get; set; } = "";

        public string Name { get; set; } = "";

        public string? Secret { get; set; }

        public string TimeZone { get; set; } = "";

        public string Settings { get; set; } = "";

        public string Integrations { get; set; } = "";

        public string? Primary { get; set; }

        public DateTime UpdatedAt { get; set; }
    }
}
