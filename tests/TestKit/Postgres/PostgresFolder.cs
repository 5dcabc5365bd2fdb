using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace CallControl.TestKit.Postgres;

/// <summary>The files of one cluster: <c>data/</c>, <c>password</c> (0600), <c>server.log</c>.</summary>
internal sealed class PostgresFolder(string path)
{
    public const string User = "callcontrol";

    // sockaddr_un has room for 107 characters
    private const int LongestSocketPath = 107;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Data => System.IO.Path.Combine(Path, "data");

    public string Log => System.IO.Path.Combine(Path, "server.log");

    public string Password => File.ReadAllText(PasswordFile).Trim();

    public string SocketDirectories => System.IO.Path.Combine(Path, ".s.PGSQL.65535.lock").Length <= LongestSocketPath ? Path : "";

    /// <summary>The major version the data was made by; null when there is no data yet.</summary>
    public int? Major => File.Exists(VersionFile) ? int.Parse(File.ReadAllText(VersionFile).Trim(), CultureInfo.InvariantCulture) : null;

    private string PasswordFile => System.IO.Path.Combine(Path, "password");

    private string VersionFile => System.IO.Path.Combine(Data, "PG_VERSION");

    private string PidFile => System.IO.Path.Combine(Data, "postmaster.pid");

    public async Task CreateAsync(PostgresBinaries binaries, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path);
        await WritePasswordAsync(cancellationToken);
        // Made aside and moved into place: an interrupted initdb leaves nothing that looks like a cluster.
        var unfinished = System.IO.Path.Combine(Path, "data.new");
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);

        string[] command =
        [
            .. PostgresProcess.AsOrdinaryUser, binaries.Initdb, "--pgdata", unfinished, "--username", User, "--pwfile", PasswordFile,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions",
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new PostgresClusterException($"initdb failed with code {process.ExitCode}: {errors.Trim().ReplaceLineEndings(" / ")}");
        Directory.Move(unfinished, Data);
    }

    /// <summary>
    /// PostgreSQL leaves its pid file behind when it is killed, and refuses to start while <em>any</em> process of the same user has that pid.
    /// Removes a stale file; says so when the data really is in use.
    /// </summary>
    public void ReleaseStalePidFile()
    {
        if (!File.Exists(PidFile) || !int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), out var pid))
            return;
        var commandLine = $"/proc/{pid}/cmdline";
        if (File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(Data, StringComparison.Ordinal))
            throw new PostgresClusterException($"A PostgreSQL server (pid {pid}) is already running in {Data}");
        File.Delete(PidFile);
    }

    public string TailOfLog() =>
        File.Exists(Log) ? string.Join(" / ", File.ReadLines(Log).TakeLast(5)) : "no log";

    public void Delete()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private async Task WritePasswordAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("The cluster needs a Linux system");
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using var writer = new StreamWriter(PasswordFile, options);
        await writer.WriteLineAsync(RandomNumberGenerator.GetHexString(32, lowercase: true).AsMemory(), cancellationToken);
    }
}
