using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Memory;
using CallControl.Crm.UonTravel.Clients;

namespace CallControl.Crm.UonTravel.Calls;

/// <summary>What the adapter remembers of one call between its events. U-ON has no key of ours, so all that must be done once is noted before and after.</summary>
internal sealed class CallNotes : Notes
{
    private const string ClientKey = "client";
    private const string LeadKey = "lead";
    private const string CardsKey = "cards";
    private const string AboutKey = "about";
    private const string Record = "record";
    private const string Link = "link";
    private const string Managers = "managers";
    private const string Ended = "ended";

    private const string Done = "1";

    private CallNotes(ICallMemory memory, Guid call, IReadOnlyDictionary<string, string> notes)
        : base(memory, call, notes)
    {
    }

    /// <summary>Null while nobody has looked.</summary>
    public ClientNote? Client => Find(ClientKey) is { } client && client != Begun ? JsonSerializer.Deserialize<ClientNote>(client) : null;

    /// <summary>Making the client was begun and its end was not seen.</summary>
    public bool MayHaveClient => Find(ClientKey) == Begun;

    /// <summary>The lead table was applied.</summary>
    public bool HasLead => Find(LeadKey) == Done;

    public bool MayHaveLead => Find(LeadKey) == Begun;

    /// <summary>The managers who were shown a pop-up.</summary>
    public IReadOnlyList<string> Cards => List(CardsKey);

    /// <summary>What a pop-up says beside the client's name, a line each; null while nobody has looked.</summary>
    public IReadOnlyList<string>? About => Find(AboutKey) is { } about ? JsonSerializer.Deserialize<string[]>(about) : null;

    public bool HasRecord => Find(Record) == Done;

    public bool MayHaveRecord => Find(Record) == Begun;

    /// <summary>The recording stands in the record.</summary>
    public bool HasLink => Find(Link) is not null;

    public bool HasManagers => Find(Managers) is not null;

    public bool HasEnded => Find(Ended) is not null;

    public static async Task<CallNotes> ReadAsync(ICallMemory memory, Guid call, CancellationToken cancellation) =>
        new(memory, call, await memory.AllAsync(call, cancellation));

    public Task MakingClientAsync(CancellationToken cancellation) => SetAsync(ClientKey, Begun, cancellation);

    public Task ClientAsync(ClientNote client, CancellationToken cancellation) => SetAsync(ClientKey, JsonSerializer.Serialize(client), cancellation);

    public Task MakingLeadAsync(CancellationToken cancellation) => SetAsync(LeadKey, Begun, cancellation);

    public Task LeadAsync(CancellationToken cancellation) => SetAsync(LeadKey, Done, cancellation);

    public Task CardsAsync(IEnumerable<string> managers, CancellationToken cancellation) => SetAsync(CardsKey, string.Join(',', managers), cancellation);

    public Task AboutAsync(IReadOnlyList<string> lines, CancellationToken cancellation) => SetAsync(AboutKey, JsonSerializer.Serialize(lines), cancellation);

    public Task RecordingCallAsync(CancellationToken cancellation) => SetAsync(Record, Begun, cancellation);

    public Task RecordedAsync(CancellationToken cancellation) => SetAsync(Record, Done, cancellation);

    public Task LinkedAsync(CancellationToken cancellation) => SetAsync(Link, Done, cancellation);

    public Task ManagersAsync(CancellationToken cancellation) => SetAsync(Managers, Done, cancellation);

    public Task EndedAsync(CancellationToken cancellation) => SetAsync(Ended, Done, cancellation);
}
