using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Memory;
using CallControl.Crm.MoySklad.Clients;

namespace CallControl.Crm.MoySklad.Calls;

/// <summary>What the adapter remembers of one call between its events.</summary>
internal sealed class CallNotes : Notes
{
    private const string CallKey = "call";
    private const string Extension = "extension";
    private const string CardsKey = "cards";
    private const string ClientKey = "client";
    private const string MakingClientKey = "making-client";
    private const string OrderKey = "order";
    private const string Answered = "answered";
    private const string Ended = "ended";
    private const string Recording = "recording";
    private const string Sequence = "sequence";

    private CallNotes(ICallMemory memory, Guid call, IReadOnlyDictionary<string, string> notes)
        : base(memory, call, notes)
    {
    }

    /// <summary>MoySklad's id of the call; null while it is not known.</summary>
    public string? CallId => Find(CallKey) is { } id && id != Begun ? id : null;

    /// <summary>Making the call in MoySklad was begun and its end was not seen: it may be there.</summary>
    public bool MayExist => Find(CallKey) == Begun;

    public bool HasExtension => Find(Extension) is not null;

    public bool HasAnswered => Find(Answered) is not null;

    public bool HasEnded => Find(Ended) is not null;

    /// <summary>The extensions on whose screens a card is.</summary>
    public IReadOnlyList<string> Cards => List(CardsKey);

    /// <summary>Null while nobody has looked.</summary>
    public ClientNote? Client => Find(ClientKey) is { } client ? JsonSerializer.Deserialize<ClientNote>(client) : null;

    /// <summary>Making the client was begun and its end was not seen: whoever is found then was made for this call.</summary>
    public bool MayHaveMadeClient => Find(MakingClientKey) == Begun;

    public bool HasOrder => Find(OrderKey) is { } order && order != Begun;

    public bool MayHaveOrder => Find(OrderKey) == Begun;

    public bool HasRecording => Find(Recording) is { } recording && recording != Begun;

    public bool MayHaveRecording => Find(Recording) == Begun;

    public static async Task<CallNotes> ReadAsync(ICallMemory memory, Guid call, CancellationToken cancellation) =>
        new(memory, call, await memory.AllAsync(call, cancellation));

    public Task CreatingAsync(CancellationToken cancellation) => SetAsync(CallKey, Begun, cancellation);

    public Task CreatedAsync(string id, CancellationToken cancellation) => SetAsync(CallKey, id, cancellation);

    public Task ExtensionSetAsync(string extension, CancellationToken cancellation) => SetAsync(Extension, extension, cancellation);

    public Task CardsAsync(IEnumerable<string> extensions, CancellationToken cancellation) => SetAsync(CardsKey, string.Join(',', extensions), cancellation);

    public Task ClientAsync(ClientNote client, CancellationToken cancellation) => SetAsync(ClientKey, JsonSerializer.Serialize(client), cancellation);

    public Task MakingClientAsync(CancellationToken cancellation) => SetAsync(MakingClientKey, Begun, cancellation);

    public Task OrderingAsync(CancellationToken cancellation) => SetAsync(OrderKey, Begun, cancellation);

    public Task OrderedAsync(string id, CancellationToken cancellation) => SetAsync(OrderKey, id, cancellation);

    public Task AnsweredAsync(CancellationToken cancellation) => SetAsync(Answered, "1", cancellation);

    public Task EndedAsync(CancellationToken cancellation) => SetAsync(Ended, "1", cancellation);

    public Task RecordingAsync(CancellationToken cancellation) => SetAsync(Recording, Begun, cancellation);

    public Task RecordedAsync(CancellationToken cancellation) => SetAsync(Recording, "1", cancellation);

    public Task<int> NextSequenceAsync(CancellationToken cancellation) => NextAsync(Sequence, cancellation);
}
