using CallControl.Crm.Contracts;
using Dapper;
using Npgsql;

namespace CallControl.Delivery;

/// <summary>One account's notes about calls, in <c>crm_call_memory</c>.</summary>
internal sealed class CallMemory(NpgsqlDataSource database, string enterprise, string integration) : ICallMemory
{
    private const string Which = "call_id = @callId AND integration_type = @integration AND enterprise_number = @enterprise";

    private const string Columns = "(enterprise_number, integration_type, call_id, key, value)";

    public async Task<string?> FindAsync(Guid callId, string key, CancellationToken cancellation) =>
        await RunAsync(connection => connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"SELECT value FROM crm_call_memory WHERE {Which} AND key = @key", new { callId, integration, enterprise, key }, cancellationToken: cancellation)), cancellation);

    public async Task<IReadOnlyDictionary<string, string>> AllAsync(Guid callId, CancellationToken cancellation)
    {
        var rows = await RunAsync(connection => connection.QueryAsync<(string Key, string Value)>(new CommandDefinition(
            $"SELECT key, value FROM crm_call_memory WHERE {Which}", new { callId, integration, enterprise }, cancellationToken: cancellation)), cancellation);
        return rows.ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
    }

    public async Task SetAsync(Guid callId, string key, string value, CancellationToken cancellation) =>
        await RunAsync(connection => connection.ExecuteAsync(new CommandDefinition($"""
            INSERT INTO crm_call_memory {Columns} VALUES (@enterprise, @integration, @callId, @key, @value)
            ON CONFLICT (call_id, integration_type, enterprise_number, key) DO UPDATE SET value = excluded.value, updated_at = now()
            """, new { callId, integration, enterprise, key, value }, cancellationToken: cancellation)), cancellation);

    public async Task<int> NextAsync(Guid callId, string key, CancellationToken cancellation) =>
        await RunAsync(connection => connection.ExecuteScalarAsync<int>(new CommandDefinition($"""
            INSERT INTO crm_call_memory AS m {Columns} VALUES (@enterprise, @integration, @callId, @key, '1')
            ON CONFLICT (call_id, integration_type, enterprise_number, key) DO UPDATE SET value = (m.value::integer + 1)::text, updated_at = now()
            RETURNING value::integer
            """, new { callId, integration, enterprise, key }, cancellationToken: cancellation)), cancellation);

    private async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await work(connection);
    }
}
