using CallControl.Audio;

namespace CallControl.Telemetry;

/// <summary>A <see cref="WorkQueue{T}"/> as a backlog.</summary>
internal sealed class QueueBacklog<T>(string name, WorkQueue<T> queue) : IBacklog
{
    public string Name => name;

    public long Depth => queue.Count;

    public TimeSpan? Age => null;
}
