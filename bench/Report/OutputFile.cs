using System.Text;

namespace CallControl.Bench.Report;

/// <summary>Everything the bench says goes to the screen and to a file, for docs/benchmarks.md.</summary>
internal sealed class OutputFile : TextWriter
{
    private readonly TextWriter _screen = Console.Out;
    private readonly StreamWriter _file;

    private OutputFile(string path) => _file = new StreamWriter(path) { AutoFlush = true };

    public override Encoding Encoding => _screen.Encoding;

    /// <param name="path">The file, which is begun anew.</param>
    public static OutputFile Begin(string path)
    {
        var both = new OutputFile(path);
        Console.SetOut(both);
        return both;
    }

    public override void Write(char value)
    {
        _screen.Write(value);
        _file.Write(value);
    }

    public override void Write(string? value)
    {
        _screen.Write(value);
        _file.Write(value);
    }

    public override void WriteLine(string? value)
    {
        _screen.WriteLine(value);
        _file.WriteLine(value);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Console.SetOut(_screen);
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
