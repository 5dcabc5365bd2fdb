using System.Collections.Concurrent;
using CallControl.Crm.DigitalRop.Calls;

namespace CallControl.Crm.Tests.DigitalRop;

/// <summary>What was written down of calls.</summary>
internal sealed class NotedCalls : IAnalysisBook
{
    public ConcurrentDictionary<Guid, AnalysisNote> Notes { get; } = new();

    public Task NoteAsync(string enterprise, Guid callId, AnalysisNote note, CancellationToken cancellation)
    {
        Notes[callId] = note;
        return Task.CompletedTask;
    }
}
