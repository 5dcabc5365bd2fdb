using System.Net;
using CallControl.Bench.Measurement;
using CallControl.Bench.Rig;
using CallControl.TestKit.Postgres;
using CallControl.TestKit.Processes;
using Npgsql;

namespace CallControl.Bench.Scenarios;

/// <summary>
/// CallControl as it ships (release build, its own log settings, every call written to a durable PostgreSQL) behind the shipped dialplan and
/// the outbound link; recording is off, and both prompts are recorded files as long as the plain dialplan's.
/// </summary>
internal sealed class OurCallControl : IScenario
{
    private const int NumbersInPool = 15;
    // CallControl puts silence around every prompt; with it they are as long as the plain dialplan's.
    private static readonly TimeSpan Padding = TimeSpan.FromSeconds(0.1);
    // Making one prompt takes a second or two.
    private static readonly TimeSpan QuietCheck = TimeSpan.FromSeconds(1);
    private const int QuietChecks = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly BenchPbx _pbx;
    private readonly int _port;
    private readonly string _logFile;
    private readonly string _folder = Directory.CreateTempSubdirectory("callcontrol-bench-").FullName;
    private PostgresCluster? _postgres;
    private NpgsqlDataSource? _database;
    private CallControlProcess? _process;

    /// <param name="pbx">The Asterisk that connects to it.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="output">Folder for its log.</param>
    public OurCallControl(BenchPbx pbx, int port, string output)
    {
        _pbx = pbx;
        _port = port;
        _logFile = Path.Combine(output, "callcontrol.log");
    }

    public string Name => ScenarioNames.Ours;

    public IReadOnlyList<string> Numbers { get; } = [.. Enumerable.Range(1, NumbersInPool).Select(number => $"+749511122{number:00}")];

    public ProcessCpu? App => _process?.ProcessId is { } id ? new ProcessCpu("CallControl", id) : null;

    public ProcessCpu? Postgres => _postgres?.ProcessId is { } id ? new ProcessCpu("PostgreSQL", id, withLivingChildren: true) : null;

    private string AsteriskCache => $"{_pbx.Server.SoundsPath}/callcontrol";

    private string Cache => _pbx.Server.HostPath(AsteriskCache);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        PrepareSounds();
        _postgres = await PostgresCluster.CreateAsync(Path.Combine(_folder, "postgres"), cancellationToken);
        var database = await _postgres.EnsureDatabaseAsync("callcontrol", cancellationToken);
        _process = new CallControlProcess(Settings(database), _port, _logFile, build: "release");
        await _process.StartAsync(cancellationToken);
        _database = NpgsqlDataSource.Create(database);
        await LeaseNumbersAsync(_database, cancellationToken);
        await Poll.UntilAsync(() => IsMade(Tone.Prompt) && IsMade(Tone.Whisper), Patience, "CallControl has made both prompts", cancellationToken);
        await WaitUntilNothingIsMadeAsync(cancellationToken);
    }

    public async Task<WrittenDown?> CountAsync(CancellationToken cancellationToken)
    {
        await using var count = _database!.CreateCommand(
            "SELECT count(bridged_at)::int, (count(*) FILTER (WHERE end_reason = 'overload'))::int FROM calls WHERE ended_at IS NOT NULL");
        await using var row = await count.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new WrittenDown(row.GetInt32(0), row.GetInt32(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.StopAsync();
            await _process.DisposeAsync();
        }

        if (_database is not null)
            await _database.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Dictionary<string, string> Settings(string database) => new()
    {
        ["ConnectionStrings__CallControl"] = database,
        ["Asterisk__Nodes__0__Name"] = "pbx",
        ["Asterisk__Nodes__0__AriUser"] = _pbx.Server.AriUser,
        ["Asterisk__Nodes__0__AriPassword"] = _pbx.Server.AriPassword,
        // Requests that may block go beside the websocket.
        ["Asterisk__Nodes__0__HttpUrl"] = new Uri(_pbx.Server.AriAddress, "/").ToString(),
        ["Asterisk__Nodes__0__AmiHost"] = _pbx.Server.IpAddress,
        ["Asterisk__Nodes__0__AmiPort"] = $"{_pbx.Server.AmiPort}",
        ["Asterisk__Nodes__0__AmiUser"] = _pbx.Server.AmiUser,
        ["Asterisk__Nodes__0__AmiSecret"] = _pbx.Server.AmiPassword,
        ["Numbers__LeaseDuration"] = "23:00:00",
        // One address leases the whole pool.
        ["Web__Visitors__ListingsPerAddress"] = "1000000",
        ["Web__Visitors__ListingsPerSubnet"] = "1000000",
        ["Web__Visitors__RequestsPerMinute"] = "1000000",
        ["Prompts__SoundsFolder"] = Path.Combine(_folder, "sounds"),
        ["Prompts__CacheFolder"] = Cache,
        ["Prompts__AsteriskFolder"] = AsteriskCache,
        ["Recordings__Enabled"] = "false",
        ["Recordings__Folder"] = Path.Combine(_folder, "recordings"),
        ["Recordings__AsteriskFolder"] = _pbx.Server.RecordingPath,
        ["Recordings__HostFolder"] = _pbx.Server.HostPath(_pbx.Server.RecordingPath),
    };

    /// <summary>The shipped texts, with a tone of the right length beside those of the flow.</summary>
    private void PrepareSounds()
    {
        var folder = Path.Combine(_folder, "sounds", "ru");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(Repository.Root, "sounds", "ru", "prompts.yaml"), Path.Combine(folder, "prompts.yaml"));
        Tone.WriteWav(Path.Combine(folder, "greeting.wav"), Tone.Prompt - Padding);
        Tone.WriteWav(Path.Combine(folder, "whisper.wav"), Tone.Whisper - Padding);
    }

    /// <summary>A listing per number, all of one owner, each shown to a visitor as the site does it.</summary>
    private async Task LeaseNumbersAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using (var numbers = source.CreateCommand("INSERT INTO virtual_numbers (phone) SELECT unnest($1)"))
        {
            numbers.Parameters.AddWithValue(Numbers.ToArray());
            await numbers.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var listings = source.CreateCommand(
            "INSERT INTO listings (id, short_title, destinations) SELECT n, 'квартира ' || n, ARRAY[$1] FROM generate_series(1, $2) AS n"))
        {
            listings.Parameters.AddWithValue(BenchPbx.OwnersNumber);
            listings.Parameters.AddWithValue(NumbersInPool);
            await listings.ExecuteNonQueryAsync(cancellationToken);
        }

        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _process!.BaseAddress };
        for (var listing = 1; listing <= NumbersInPool; listing++)
        {
            using var response = await http.GetAsync(new Uri($"get-virtual-number?listing_id={listing}&visitor_id=bench-{listing}", UriKind.Relative), cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"Listing {listing} got no number: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    /// <summary>Every listing has prompts of its own, made in the background by ffmpeg and espeak-ng: their CPU would count as CallControl's.</summary>
    private async Task WaitUntilNothingIsMadeAsync(CancellationToken cancellationToken)
    {
        var made = -1;
        for (var quiet = 0; quiet < QuietChecks; quiet++)
        {
            await Task.Delay(QuietCheck, TimeProvider.System, cancellationToken);
            var now = Directory.EnumerateFiles(Cache).Count();
            if (now != made)
                quiet = 0;
            made = now;
        }
    }

    /// <summary>Told from the spoken prompts by its length, which trimming changes a little.</summary>
    private bool IsMade(TimeSpan length) => Directory.Exists(Cache)
        && Directory.EnumerateFiles(Cache, "*.ulaw").Any(file =>
            Math.Abs(new FileInfo(file).Length / (double)Tone.SampleRate - length.TotalSeconds) < 0.3);
}
