using CallControl.Asterisk.Ari;
using CallControl.TestKit.Asterisk;
using CallControl.TestKit.Phones;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;
using Npgsql;

namespace CallControl.TestKit.Lab;

/// <summary>
/// The whole product on real servers: a private PostgreSQL, our Asterisk with the shipped configuration, the demonstration telephone
/// network, and CallControl as a process of its own. Ends everything it started, and nothing else.
/// </summary>
public sealed class CallControlLab : IAsyncDisposable
{
    private static readonly TimeSpan ReadyAgain = TimeSpan.FromSeconds(20);

    private readonly LabOptions _options;
    private readonly List<IAsyncDisposable> _started = [];
    private readonly string _folder;
    private readonly HttpClient _pbxHttp = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) });
    private LabWires? _wires;

    private CallControlLab(LabOptions options)
    {
        _options = options;
        _folder = options.Folder ?? Path.Combine(Path.GetTempPath(), $"callcontrol-lab-{Guid.NewGuid():N}");
        Http = new HttpClient(new SocketsHttpHandler());
    }

    public PostgresCluster Postgres { get; private set; } = null!;

    public NpgsqlDataSource Database { get; private set; } = null!;

    public AsteriskInstance Pbx { get; private set; } = null!;

    /// <summary>The node <c>pbx2</c>; null unless the lab has one.</summary>
    public AsteriskInstance? SecondPbx { get; private set; }

    public Pstn Pstn { get; private set; } = null!;

    public CallControlProcess App { get; private set; } = null!;

    public HttpClient Http { get; }

    /// <summary>CallControl's connections, to be broken; see <see cref="LabOptions.BreakableWires"/>.</summary>
    public LabWires Wires => _wires ?? throw new InvalidOperationException($"This lab was started without {nameof(LabOptions.BreakableWires)}.");

    /// <summary>Where the texts and recorded sounds lie: a copy, which may be changed.</summary>
    public string SoundsFolder => Path.Combine(_folder, "sounds");

    public string RecordingsFolder => Path.Combine(_folder, "recordings");

    /// <summary>The prompts as they were made.</summary>
    public PromptSounds Prompts => new(Pbx.HostPath(CacheFolder));

    /// <summary>Our Asterisk as it sees itself, whatever CallControl thinks.</summary>
    public AriClient PbxAri { get; private set; } = null!;

    /// <summary>How a person looks into the database.</summary>
    public string PsqlCommand
    {
        get
        {
            var to = new NpgsqlConnectionStringBuilder(Postgres.ConnectionString("callcontrol"));
            return $"PGPASSWORD={to.Password} psql -h {to.Host} -p {to.Port} -U {to.Username} {to.Database}";
        }
    }

    public string LogFile => Path.Combine(_folder, "callcontrol.log");

    public static async Task<CallControlLab> StartAsync(LabOptions options, CancellationToken cancellationToken = default)
    {
        var lab = new CallControlLab(options);
        try
        {
            await lab.StartAllAsync(cancellationToken);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Pbx is not null)
            PromptStore.Keep(Pbx.HostPath(CacheFolder));
        for (var last = _started.Count - 1; last >= 0; last--)
            await _started[last].DisposeAsync();
        Http.Dispose();
        _pbxHttp.Dispose();
        if (_options.Folder is null && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAllAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        CopySounds();
        var port = _options.Port ?? FreePort.Take();
        var pbxPorts = AsteriskPorts.Lease(PbxProfile.Address);
        var pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);
        var secondPorts = _options.SecondLink is null ? null : AsteriskPorts.Lease(PbxProfile.SecondAddress);
        if (_options.BreakableWires)
            _wires = Own(new LabWires(_options.Link, pbxPorts, port, () => Postgres.Port));
        var linkPort = _options.Link == LinkDirection.Outbound && _wires is not null ? _wires.Ari.Port : port;
        var profile = PbxProfile.Create(pbxPorts, pstnPorts, _options.Link, linkPort) with { Root = _options.PbxRoot };
        if (_options.CallRecords)
            profile = profile with { Files = new Dictionary<string, string>(profile.Files) { ["local/cdr.conf"] = "[general](+)\nenable = yes" } };
        Pbx = Own(new AsteriskInstance(_options.Pbx?.Invoke(profile) ?? profile));
        if (secondPorts is not null)
            SecondPbx = Own(new AsteriskInstance(PbxProfile.Create(secondPorts, pstnPorts, _options.SecondLink!.Value, port, "pbx2", "pbx2")));
        var pstn = Own(new AsteriskInstance(PstnProfile.Create(pstnPorts, pbxPorts, second: secondPorts)));

        _options.Progress?.Invoke("PostgreSQL, our Asterisk (pbx), the telephone network (pstn)");
        var database = StartDatabaseAsync(cancellationToken);
        await Task.WhenAll(
            database, Pbx.StartAsync(cancellationToken), SecondPbx?.StartAsync(cancellationToken) ?? Task.CompletedTask, pstn.StartAsync(cancellationToken));
        Database = Own(NpgsqlDataSource.Create(await database));
        Pstn = Own(await Pstn.ConnectAsync(pstn));
        PbxAri = Observe(Pbx).Ari;

        PromptStore.FillIn(Pbx.HostPath(CacheFolder));
        _options.Progress?.Invoke("CallControl");
        App = Own(new CallControlProcess(Settings(Wired(await database)), port, LogFile));
        await App.StartAsync(cancellationToken);
        Http.BaseAddress = App.BaseAddress;

        if (_options.Seed is { } seed)
            await ExecuteAsync(seed);
    }

    /// <summary>A second CallControl on the same database and folders, alive but not waited for further: what it serves others decide.</summary>
    public async Task<CallControlProcess> StartReplicaAsync(CancellationToken cancellationToken = default)
    {
        var replica = Own(new CallControlProcess(Settings(Postgres.ConnectionString("callcontrol")), FreePort.Take(), Path.Combine(_folder, "replica.log")));
        await replica.LaunchAsync();
        await replica.WaitUntilAliveAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return replica;
    }

    /// <summary>Runs SQL in CallControl's database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Whatever of the connections was broken is whole again.</summary>
    public void Repair() => _wires?.Restore();

    /// <summary>Waits until neither Asterisk has a channel and ours has no bridge: what every test ends with.</summary>
    public async Task WaitUntilNothingIsLeftAsync()
    {
        await Pstn.WaitUntilQuietAsync();
        await Observe(Pbx).WaitUntilQuietAsync();
        if (SecondPbx is not null)
            await Observe(SecondPbx).WaitUntilQuietAsync();
    }

    /// <summary>What every test ends with: nothing is left. A test that failed must not make the next one fail, which uses the same lab: what it left is removed.</summary>
    public async Task EndTestAsync()
    {
        Repair();
        if (!App.IsRunning)
        {
            // Which process gets the links is not its business, where there are two.
            await App.LaunchAsync();
            await App.WaitUntilAliveAsync(ReadyAgain);
        }
        else if (_wires is not null)
        {
            await App.WaitUntilReadyAsync(ReadyAgain);
        }

        try
        {
            await WaitUntilNothingIsLeftAsync();
        }
        catch (TimeoutException)
        {
            foreach (var server in new[] { Pstn.Server, Pbx, SecondPbx }.OfType<AsteriskInstance>())
                await server.CliAsync("channel request hangup all");
            throw;
        }
    }

    private AsteriskObserver Observe(AsteriskInstance pbx) => new(pbx, _pbxHttp);

    private string Wired(string connectionString) => _wires is null
        ? connectionString
        : new NpgsqlConnectionStringBuilder(connectionString) { Port = _wires.Database.Port }.ConnectionString;

    private async Task<string> StartDatabaseAsync(CancellationToken cancellationToken)
    {
        var folder = _options.Folder is null ? null : Path.Combine(_folder, "postgres");
        Postgres = Own(await PostgresCluster.CreateAsync(folder, cancellationToken));
        return await Postgres.EnsureDatabaseAsync("callcontrol", cancellationToken);
    }

    private LabSettings Settings(string connectionString)
    {
        var settings = new LabSettings(connectionString)
        {
            ["Prompts__SoundsFolder"] = SoundsFolder,
            ["Prompts__CacheFolder"] = Pbx.HostPath(CacheFolder),
            ["Prompts__AsteriskFolder"] = CacheFolder,
            ["Recordings__Folder"] = RecordingsFolder,
            ["Recordings__AsteriskFolder"] = Pbx.RecordingPath,
            ["Recordings__HostFolder"] = Pbx.HostPath(Pbx.RecordingPath),
        };
        settings.AddNode(0, "pbx", Pbx, _options.Link, _wires);
        if (SecondPbx is not null)
            settings.AddNode(1, "pbx2", SecondPbx, _options.SecondLink!.Value);
        if (_options.CallRecords)
            settings["Asterisk__Nodes__0__CdrFile"] = Pbx.HostPath(Pbx.CallRecordsPath);
        foreach (var (name, value) in _options.Settings)
            settings[name] = value;
        return settings;
    }

    private string CacheFolder => $"{Pbx.SoundsPath}/callcontrol";

    private void CopySounds()
    {
        var source = Path.Combine(Repository.Root, "sounds");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(SoundsFolder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private T Own<T>(T started)
        where T : IAsyncDisposable
    {
        _started.Add(started);
        return started;
    }
}
