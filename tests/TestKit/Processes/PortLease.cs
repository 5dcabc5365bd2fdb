namespace CallControl.TestKit.Processes;

/// <summary>Neighbouring ports that are ours until this is disposed. See <see cref="FreePort"/>.</summary>
public sealed class PortLease : IDisposable
{
    private readonly IReadOnlyList<FileStream> _locks;

    internal PortLease(int first, int count, IReadOnlyList<FileStream> locks)
    {
        First = first;
        Count = count;
        _locks = locks;
    }

    public int First { get; }

    public int Count { get; }

    public int Last => First + Count - 1;

    public void Dispose()
    {
        foreach (var file in _locks)
            file.Dispose();
    }
}
