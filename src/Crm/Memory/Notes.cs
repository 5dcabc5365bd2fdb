using System.Collections.Concurrent;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.Memory;

/// <summary>What an adapter remembers of one call between its events, by name. The names are stored: they may be added to, never changed.</summary>
internal abstract class Notes(ICallMemory memory, Guid call, IReadOnlyDictionary<string, string> stored)
{
    /// <summary>Noted before a thing is done that can't be done twice.</summary>
    protected const string Begun = "?";

    // Two things of one call may be under way at once.
    private readonly ConcurrentDictionary<string, string> _notes = new(stored);

    protected string? Find(string key) => _notes.GetValueOrDefault(key);

    /// <summary>Parts that were joined by commas; none when nothing is noted.</summary>
    protected IReadOnlyList<string> List(string key) => Find(key) is { Length: > 0 } list ? list.Split(',') : [];

    /// <summary>Stored before it returns; what is there already is not written again.</summary>
    protected async Task SetAsync(string key, string value, CancellationToken cancellation)
    {
        if ((Find(key) ?? "") == value)
            return;
        await memory.SetAsync(call, key, value, cancellation);
        _notes[key] = value;
    }

    protected Task<int> NextAsync(string key, CancellationToken cancellation) => memory.NextAsync(call, key, cancellation);
}
