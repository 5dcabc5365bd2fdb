namespace CallControl.TestKit.Processes;

/// <summary>The last lines a process wrote, and all of them in a file when one is named.</summary>
internal sealed class OutputTail : IDisposable
{
    private const int Kept = 1000;
    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();
    private StreamWriter? _file;

    public OutputTail(string? path)
    {
        if (path is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _lines.Dequeue();
            _file?.WriteLine(line);
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return string.Join('\n', _lines);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }
}
