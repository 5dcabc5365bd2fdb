using CallControl.Asterisk.Ari;
using CallControl.Asterisk.Ari.Events;
using CallControl.CallControl.Tests.Calls;
using CallControl.CallControl.Tests.Storage;
using CallControl.CallControl.Tests.Web;
using CallControl.Calls;
using CallControl.Flows.VirtualNumber;
using CallControl.Nodes;
using CallControl.Numbers;
using CallControl.Prompts;
using CallControl.TestKit.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Channel = CallControl.Asterisk.Ari.Model.Channel;

namespace CallControl.CallControl.Tests.Flows;

/// <summary>
/// The real program and database with a stub for Asterisk and a clock that is moved by hand: for what happens at a moment that a real Asterisk
/// does not bring about on demand.
/// </summary>
internal sealed class CallLab : IAsyncDisposable
{
    private const string Caller = "+79160000001";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _sounds;
    private readonly RunningApp _app;

    private CallLab(TestDatabase database, RunningApp app, LogLines<CallJournal> rejected, DirectoryInfo sounds, bool keepsEvents)
    {
        Database = database;
        Rejected = rejected;
        _app = app;
        _sounds = sounds;
        Environment = _app.Service<NodeDirectory>().All.Single().Environment with
        {
            Asterisk = new AriClient(Asterisk),
            Time = Clock,
            KeepsEvents = keepsEvents,
            IsLinked = () => true,
            Directory = new CallDirectory(),
        };
    }

    public TestDatabase Database { get; }

    /// <summary>What could not be written.</summary>
    public LogLines<CallJournal> Rejected { get; }

    public HandClock Clock { get; } = new();

    public StubAsterisk Asterisk { get; } = new();

    public CallEnvironment Environment { get; }

    /// <summary>With listings 101 and 102, and two numbers, of which the first is leased to listing 101.</summary>
    public static async Task<CallLab> StartAsync(PostgresFixture postgres, string settings = "{}", bool keepsEvents = true)
    {
        var database = await TestDatabase.CreateEmptyAsync(postgres);
        var sounds = Directory.CreateTempSubdirectory("calls-");
        var rejected = new LogLines<CallJournal>(id: 2009);
        var app = await RunningApp.StartWithAsync(
            database, builder => builder.Services.AddSingleton<ILoggerProvider>(rejected),
            $"--Prompts:CacheFolder={sounds.FullName}", "--VirtualNumber:DigitTimeout=00:00:05", "--VirtualNumber:AskCodeWhenUnknown=true");
        await database.AddNumbersAsync(2);
        await database.AddListingsAsync(101, 102);
        await database.ExecuteAsync($$"""
            UPDATE listings SET code = '5' || id, call_settings = '{{settings}}', destinations = destinations || ARRAY['+79035550' || (id + 100)];
            UPDATE virtual_numbers SET is_busy = TRUE, assigned_listing_id = 101, assigned_until = now() + interval '1 hour' WHERE phone = '{{Numbers[0]}}'
            """);
        var lab = new CallLab(database, app, rejected, sounds, keepsEvents);
        await lab.HaveSoundsAsync();
        return lab;
    }

    public static IReadOnlyList<string> Numbers { get; } = ["+74951112201", "+74951112202"];

    /// <summary>A caller dials.</summary>
    public Call Arrive(string dialled)
    {
        var channel = new ChannelId("caller-1");
        Asterisk.Channels[channel] = "Up";
        _app.Service<IncomingCalls>().Take(ChannelOf(channel, "Ring", dialled), ["virtual-number"], Environment);
        return Environment.Directory.Find(channel)!;
    }

    /// <summary>A process finds the call of another.</summary>
    public async Task<Call> AdoptAsync(CallRow row, params Channel[] owners)
    {
        Asterisk.Channels[new ChannelId(row.CallerChannel)] = "Up";
        foreach (var owner in owners)
            Asterisk.Channels[owner.Id] = owner.State;
        var remains = new CallRemains { CallerIsThere = true, OwnerLegs = owners, Bridge = null, AsteriskRestarted = false };
        await _app.Service<IncomingCalls>().AdoptAsync(row, remains, Environment);
        return Environment.Directory.Find(new CallId(row.Id))!;
    }

    public CallRow Row(string stage, string memory)
    {
        var id = CallId.New(Clock.GetUtcNow());
        return new CallRow
        {
            Id = id.Value,
            Node = "pbx",
            Flow = "virtual-number",
            Stage = stage,
            Caller = Caller,
            Dialled = Numbers[0],
            ListingId = 101,
            CallerChannel = "caller-1",
            Replica = Environment.Replica.Id,
            StartedAt = Clock.GetUtcNow(),
            ConfirmedAt = Clock.GetUtcNow(),
            Memory = memory,
        };
    }

    public static Channel ChannelOf(ChannelId id, string state, string dialled = "s") => new()
    {
        Id = id,
        Name = $"PJSIP/{id}",
        State = state,
        Caller = new() { Name = "", Number = Caller },
        Connected = new() { Name = "", Number = "" },
        Dialplan = new() { Context = "from-trunk", Exten = dialled, Priority = 3 },
        Creationtime = TimeProvider.System.GetUtcNow(),
    };

    public static void Press(Call call, string digits)
    {
        foreach (var digit in digits)
            call.Post(new CallMessage.FromAsterisk(new ChannelDtmfReceived { Channel = ChannelOf(call.Caller.Id, "Up"), Digit = digit.ToString(), DurationMs = 100 }));
    }

    /// <summary>What a leg hears ends by itself.</summary>
    public static async Task HearToTheEndAsync(Call call, Leg leg)
    {
        await Poll.UntilAsync(() => leg.Playback is not null, Limit, "something plays");
        call.Post(new CallMessage.FromAsterisk(new PlaybackFinished
        {
            Playback = new() { Id = leg.Playback!.Value, MediaUri = "sound:it", TargetUri = $"channel:{leg.Id}", State = "done" },
        }));
    }

    /// <summary>Waits until so many timers run, those beside the stage included.</summary>
    public Task UntilTimersAsync(int count) => Poll.UntilAsync(() => Clock.Timers == count, Limit, $"{count} timers run");

    /// <summary>Waits until something has happened so often, and tells all that has.</summary>
    public async Task<IReadOnlyList<string>> UntilAsync(Call call, string happened, int times = 1)
    {
        IReadOnlyList<string> all = [];
        await Poll.UntilAsync(
            async () =>
            {
                all = await Database.QueryAsync<string>("SELECT kind || ' ' || subject FROM call_events WHERE call_id = @id ORDER BY id", new { id = call.Id.Value });
                return all.Count(one => one == happened) >= times;
            },
            Limit, $"{times} x {happened}");
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var call in Environment.Directory.Calls)
        {
            foreach (var leg in call.Legs)
                call.Post(new CallMessage.ChannelVanished(leg.Id, Restarted: false));
        }

        await Poll.UntilAsync(() => Environment.Directory.Count == 0, Limit, "every call has ended");
        await _app.DisposeAsync();
        await Database.DisposeAsync();
        _sounds.Delete(recursive: true);
    }

    /// <summary>What is never heard need not be spoken.</summary>
    private async Task HaveSoundsAsync()
    {
        var library = _app.Service<PromptLibrary>();
        await Poll.UntilAsync(() => library.ContentOf(PromptNames.Accept, "ru", PromptValues.None) is not null, Limit, "the prompts are read");
        string[] general = [PromptNames.EnterCode, PromptNames.WrongCode, PromptNames.Accept, PromptNames.Consent, PromptNames.Goodbye, PromptNames.Unavailable];
        string[] naming = [PromptNames.Greeting, PromptNames.Whisper, PromptNames.ChooseFirst, PromptNames.ChooseSecond];
        foreach (var name in general)
            HaveSound(library.ContentOf(name, "ru", PromptValues.None)!);
        foreach (var id in new[] { 101, 102 })
        {
            var listing = await _app.Service<ListingRepository>().GetAsync(id, CancellationToken.None);
            foreach (var name in naming)
                HaveSound(library.ContentOf(name, "ru", ListingPrompts.ValuesOf(listing!))!);
        }
    }

    private void HaveSound(PromptContent content)
    {
        foreach (var extension in PromptCache.Extensions)
            File.WriteAllText(Path.Combine(_sounds.FullName, content.Hash + extension), "sound");
    }
}
