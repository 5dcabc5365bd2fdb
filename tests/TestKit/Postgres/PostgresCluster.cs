using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CallControl.TestKit.Postgres;

/// <summary>
/// A private PostgreSQL server on a free port of 127.0.0.1. In a given folder it is durable and used again next time; without one it lives
/// in a temporary folder, trades durability for speed, and is deleted with this object.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly PostgresFolder _folder;
    private readonly bool _temporary;
    private readonly PostgresBinaries _binaries;
    private PostgresProcess? _process;

    private PostgresCluster(PostgresFolder folder, bool temporary, PostgresBinaries binaries) =>
        (_folder, _temporary, _binaries) = (folder, temporary, binaries);

    /// <summary>The TCP port; the same after <see cref="StopAsync"/> and <see cref="StartAsync"/>.</summary>
    public int Port { get; private set; }

    public string Folder => _folder.Path;

    public string LogFile => _folder.Log;

    /// <summary>The process id of the running server; null while it is stopped.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>Makes the cluster when the folder has none, and starts it.</summary>
    /// <param name="folder">Where the cluster lives; null for a temporary one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="PostgresClusterException">No server installed, the folder is in use, or the server would not start.</exception>
    public static async Task<PostgresCluster> CreateAsync(string? folder = null, CancellationToken cancellationToken = default)
    {
        var files = new PostgresFolder(folder ?? Directory.CreateTempSubdirectory("callcontrol-pg-").FullName);
        var cluster = new PostgresCluster(files, folder is null, PostgresBinaries.Find(files.Major));
        try
        {
            if (files.Major is null)
                await files.CreateAsync(cluster._binaries, cancellationToken);
            await cluster.StartOnFreePortAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again, on the port it had.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_process is not null)
            return;
        _folder.ReleaseStalePidFile();
        _process = await PostgresProcess.StartAsync(_binaries.Postgres, Arguments(), _folder.Log);
        try
        {
            await ReadyAsync(_process, cancellationToken);
        }
        catch
        {
            await StopAsync();
            throw;
        }
    }

    /// <summary>Fast shutdown: open connections are cut, the data is left clean.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
            await process.StopAsync(StopLimit);
    }

    /// <summary>Ends the server as a power cut would; the next start recovers.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
            await process.KillAsync();
    }

    /// <summary>A fresh, empty database; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>The database of that name, made when there is none; returns its connection string.</summary>
    public async Task<string> EnsureDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            await ExecuteAsync($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // that is what "ensure" means
        }

        return ConnectionString(name);
    }

    /// <summary>A connection string, with the password, for a database of this cluster.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = Port,
        Database = database,
        Username = PostgresFolder.User,
        Password = _folder.Password,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_temporary)
            _folder.Delete();
    }

    private async Task StartOnFreePortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            try
            {
                await StartAsync(cancellationToken);
                return;
            }
            catch (PostgresClusterException e) when (attempt < PortAttempts && e.Message.Contains("could not bind", StringComparison.Ordinal))
            {
                // somebody took the port between our look and the server's bind
            }
        }
    }

    private string[] Arguments()
    {
        string[] durable =
        [
            "-D", _folder.Data, "-p", Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={_folder.SocketDirectories}",
            "-c", "max_connections=300", "-c", "timezone=UTC", "-c", "log_timezone=UTC",
        ];
        return _temporary ? [.. durable, "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : durable;
    }

    private async Task ReadyAsync(PostgresProcess process, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ReadyLimit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (true)
        {
            if (process.Exited.IsCompleted)
                throw new PostgresClusterException($"PostgreSQL did not start: {_folder.TailOfLog()}");
            try
            {
                await ExecuteAsync("SELECT 1", either.Token);
                return;
            }
            catch (NpgsqlException) when (!either.IsCancellationRequested)
            {
                await Task.Delay(PollInterval, TimeProvider.System, either.Token);
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                throw new PostgresClusterException($"PostgreSQL was not ready within {ReadyLimit.TotalSeconds} s: {_folder.TailOfLog()}");
            }
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
