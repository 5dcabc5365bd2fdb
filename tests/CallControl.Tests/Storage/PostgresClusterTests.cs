using CallControl.TestKit.Postgres;
using Npgsql;

namespace CallControl.CallControl.Tests.Storage;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class PostgresClusterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("callcontrol-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_cluster_in_a_folder_is_used_again_with_its_data_and_password()
    {
        var folder = Path.Combine(_folder, "pg");
        await using (var first = await PostgresCluster.CreateAsync(folder))
        {
            await RunAsync(await first.EnsureDatabaseAsync("kept"), "CREATE TABLE t AS SELECT 42 AS answer");
        }

        var password = await File.ReadAllTextAsync(Path.Combine(folder, "password"));
        await using var second = await PostgresCluster.CreateAsync(folder);

        (await RunAsync(await second.EnsureDatabaseAsync("kept"), "SELECT answer FROM t")).ShouldBe(42);
        (await File.ReadAllTextAsync(Path.Combine(folder, "password"))).ShouldBe(password);
        File.GetUnixFileMode(Path.Combine(folder, "password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_killed_server_starts_again_on_the_same_port_with_what_was_committed()
    {
        await using var cluster = await PostgresCluster.CreateAsync(Path.Combine(_folder, "pg"));
        var database = await cluster.CreateDatabaseAsync();
        await RunAsync(database, "CREATE TABLE t AS SELECT 42 AS answer");
        var port = cluster.Port;

        await cluster.KillAsync();
        await Should.ThrowAsync<NpgsqlException>(() => RunAsync(database, "SELECT answer FROM t"));
        await cluster.StartAsync();

        cluster.Port.ShouldBe(port);
        (await RunAsync(database, "SELECT answer FROM t")).ShouldBe(42);
    }

    [Fact]
    public async Task A_second_server_in_the_same_folder_is_refused_by_name()
    {
        await using var first = await PostgresCluster.CreateAsync(Path.Combine(_folder, "pg"));

        var refused = await Should.ThrowAsync<PostgresClusterException>(() => PostgresCluster.CreateAsync(first.Folder));

        refused.Message.ShouldContain($"pid {first.ProcessId}");
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var cluster = await PostgresCluster.CreateAsync();
        var wrong = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("postgres")) { Password = "wrong" }.ConnectionString;

        var refused = await Should.ThrowAsync<PostgresException>(() => RunAsync(wrong, "SELECT 1"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_temporary_cluster_leaves_no_files_and_no_process()
    {
        var cluster = await PostgresCluster.CreateAsync();
        var (folder, pid) = (cluster.Folder, cluster.ProcessId);

        await cluster.DisposeAsync();

        Directory.Exists(folder).ShouldBeFalse();
        Directory.Exists($"/proc/{pid}").ShouldBeFalse();
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
