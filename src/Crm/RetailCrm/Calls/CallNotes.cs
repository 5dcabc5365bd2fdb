using System.Globalization;
using System.Text.Json;
using CallControl.Crm.Contracts;
using CallControl.Crm.Memory;
using CallControl.Crm.RetailCrm.Customers;
using CallControl.Crm.RetailCrm.Telephony;

namespace CallControl.Crm.RetailCrm.Calls;

/// <summary>What the adapter remembers of one call between its events.</summary>
internal sealed class CallNotes : Notes
{
    private const string CardsKey = "cards";
    private const string RungKey = "rung";
    private const string ClientKey = "client";
    private const string MakingKey = "making";
    private const string OrderKey = "order";
    private const string AnsweredKey = "answered";
    private const string EndedKey = "ended";
    private const string UploadKey = "upload";
    private const string RecordingKey = "recording";

    private CallNotes(ICallMemory memory, Guid call, IReadOnlyDictionary<string, string> notes)
        : base(memory, call, notes)
    {
    }

    /// <summary>The extensions on whose screens a pop-up is.</summary>
    public IReadOnlyList<string> Cards => List(CardsKey);

    /// <summary>The extensions that rang, the last one last.</summary>
    public IReadOnlyList<string> Rung => List(RungKey);

    /// <summary>Null while nobody has looked.</summary>
    public ClientNote? Client => Find(ClientKey) is { } client ? JsonSerializer.Deserialize<ClientNote>(client) : null;

    /// <summary>RetailCRM was asked to make the client; whether it did, only its answer says.</summary>
    public bool MayHaveMadeClient => Find(MakingKey) is not null;

    public bool HasOrder => Find(OrderKey) is { } order && order != Begun;

    public bool MayHaveOrder => Find(OrderKey) == Begun;

    public bool HasAnswered => Find(AnsweredKey) is not null;

    public bool HasEnded => Find(EndedKey) is not null;

    /// <summary>What is in RetailCRM's list of calls; null when nothing is.</summary>
    public UploadedCall? Upload => Find(UploadKey) is { } upload ? JsonSerializer.Deserialize<UploadedCall>(upload) : null;

    public bool HasRecording => Find(RecordingKey) is not null;

    public static async Task<CallNotes> ReadAsync(ICallMemory memory, Guid call, CancellationToken cancellation) =>
        new(memory, call, await memory.AllAsync(call, cancellation));

    public Task CardsAsync(IEnumerable<string> extensions, CancellationToken cancellation) => SetAsync(CardsKey, string.Join(',', extensions), cancellation);

    public Task RungAsync(IEnumerable<string> extensions, CancellationToken cancellation) => SetAsync(RungKey, string.Join(',', extensions), cancellation);

    public Task ClientAsync(ClientNote client, CancellationToken cancellation) => SetAsync(ClientKey, JsonSerializer.Serialize(client), cancellation);

    public Task MakingClientAsync(CancellationToken cancellation) => SetAsync(MakingKey, Begun, cancellation);

    public Task OrderingAsync(CancellationToken cancellation) => SetAsync(OrderKey, Begun, cancellation);

    public Task OrderedAsync(int id, CancellationToken cancellation) => SetAsync(OrderKey, id.ToString(CultureInfo.InvariantCulture), cancellation);

    public Task AnsweredAsync(CancellationToken cancellation) => SetAsync(AnsweredKey, "1", cancellation);

    public Task EndedAsync(CancellationToken cancellation) => SetAsync(EndedKey, "1", cancellation);

    public Task UploadedAsync(UploadedCall upload, CancellationToken cancellation) => SetAsync(UploadKey, JsonSerializer.Serialize(upload), cancellation);

    public Task RecordedAsync(CancellationToken cancellation) => SetAsync(RecordingKey, "1", cancellation);
}
