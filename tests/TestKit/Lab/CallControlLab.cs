using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Link;
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
        var pbxPorts = AsteriskPorts.Lease(PbxProfile.Address, _options.RtpPorts);
        var pstnPorts = AsteriskPorts.Lease(PstnProfile.Address);
        if (_options.BreakableWires)
            _wires = Own(new LabWires(_options.Link, pbxPorts, port, () => Postgres.Port));
        var linkPort = _options.Link == LinkDirection.Outbound && _wires is not null ? _wires.Ari.Port : port;
        var profile = PbxProfile.Create(pbxPorts, pstnPorts, _options.Link, linkPort);
        Pbx = Own(new AsteriskInstance(_options.Pbx?.Invoke(profile) ?? profile));
        var pstn = Own(new AsteriskInstance(PstnProfile.Create(pstnPorts, pbxPorts)));

        _options.Progress?.Invoke("PostgreSQL, our Asterisk (pbx), the telephone network (pstn)");
        var database = StartDatabaseAsync(cancellationToken);
        await Task.WhenAll(database, Pbx.StartAsync(cancellationToken), pstn.StartAsync(cancellationToken));
        Database = Own(NpgsqlDataSource.Create(await database));
        Pstn = Own(await Pstn.ConnectAsync(pstn));
        PbxAri = new AriClient(new AriHttpTransport(_pbxHttp, PbxLink(), TimeProvider.System));

        PromptStore.FillIn(Pbx.HostPath(CacheFolder));
        _options.Progress?.Invoke("CallControl");
        App = Own(new CallControlProcess(Settings(Wired(await database)), port, LogFile));
        await App.StartAsync(cancellationToken);
        Http.BaseAddress = App.BaseAddress;

        if (_options.Seed is { } seed)
            await ExecuteAsync(seed);
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
        await Poll.UntilAsync(
            async () => (await PbxAri.Channels.ListAsync()).Count == 0 && (await PbxAri.Bridges.ListAsync()).Count == 0,
            TimeSpan.FromSeconds(10), "our Asterisk has no channel and no bridge left");
    }

    private string Wired(string connectionString) => _wires is null
        ? connectionString
        : new NpgsqlConnectionStringBuilder(connectionString) { Port = _wires.Database.Port }.ConnectionString;

    private AriLinkOptions PbxLink() => new()
    {
        Node = Pbx.Name,
        Application = "observer",
        User = Pbx.AriUser,
        Password = Pbx.AriPassword,
        HttpUrl = new Uri($"http://{Pbx.IpAddress}:{Pbx.HttpPort}"),
    };

    private async Task<string> StartDatabaseAsync(CancellationToken cancellationToken)
    {
        var folder = _options.Folder is null ? null : Path.Combine(_folder, "postgres");
        Postgres = Own(await PostgresCluster.CreateAsync(folder, cancellationToken));
        return await Postgres.EnsureDatabaseAsync("callcontrol", cancellationToken);
    }

    private Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__CallControl"] = connectionString,
            ["Asterisk__Nodes__0__Name"] = "pbx",
            ["Asterisk__Nodes__0__Link"] = _options.Link.ToString(),
            ["Asterisk__Nodes__0__AriUser"] = Pbx.AriUser,
            ["Asterisk__Nodes__0__AriPassword"] = Pbx.AriPassword,
            ["Asterisk__Nodes__0__HttpUrl"] = $"http://{Pbx.IpAddress}:{(_options.Link == LinkDirection.Inbound ? _wires?.Ari.Port : null) ?? Pbx.HttpPort}",
            ["Asterisk__Nodes__0__AmiHost"] = Pbx.IpAddress,
            ["Asterisk__Nodes__0__AmiPort"] = $"{_wires?.Ami.Port ?? Pbx.AmiPort}",
            ["Asterisk__Nodes__0__AmiUser"] = Pbx.AmiUser,
            ["Asterisk__Nodes__0__AmiSecret"] = Pbx.AmiPassword,
            ["Prompts__SoundsFolder"] = SoundsFolder,
            ["Prompts__CacheFolder"] = Pbx.HostPath(CacheFolder),
            ["Prompts__AsteriskFolder"] = CacheFolder,
            ["Recordings__Folder"] = RecordingsFolder,
            ["Recordings__AsteriskFolder"] = Pbx.RecordingPath,
            ["Recordings__HostFolder"] = Pbx.HostPath(Pbx.RecordingPath),
        };
        // All visitors of a lab come from one address.
        foreach (var limit in new[] { "ListingsPerVisitor", "ListingsPerAddress", "ListingsPerSubnet", "RequestsPerMinute" })
            settings[$"Web__Visitors__{limit}"] = "1000000";
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
