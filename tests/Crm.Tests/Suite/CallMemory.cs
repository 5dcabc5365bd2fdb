using System.Collections.Concurrent;
using System.Globalization;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.Suite;

/// <summary>The memory of calls, which outlives a killed program.</summary>
internal sealed class CallMemory(Steps steps) : ICallMemory
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<string, string>> _calls = new();

    public Task<string?> FindAsync(Guid callId, string key, CancellationToken cancellation)
    {
        steps.Take();
        return Task.FromResult(Of(callId).GetValueOrDefault(key));
    }

    public Task<IReadOnlyDictionary<string, string>> AllAsync(Guid callId, CancellationToken cancellation)
    {
        steps.Take();
        return Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(Of(callId)));
    }

    public Task SetAsync(Guid callId, string key, string value, CancellationToken cancellation)
    {
        steps.Take();
        Of(callId)[key] = value;
        return Task.CompletedTask;
    }

    public Task<int> NextAsync(Guid callId, string key, CancellationToken cancellation)
    {
        steps.Take();
        var next = Of(callId).AddOrUpdate(key, "1", (_, last) => (int.Parse(last, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture));
        return Task.FromResult(int.Parse(next, CultureInfo.InvariantCulture));
    }

    private ConcurrentDictionary<string, string> Of(Guid call) => _calls.GetOrAdd(call, _ => []);
}
