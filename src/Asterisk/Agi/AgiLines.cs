using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace CallControl.Asterisk.Agi;

/// <summary>Lines from a socket, each of bounded length: who sends what never ends is not listened to.</summary>
internal sealed class AgiLines(Stream stream)
{
    // Asterisk's own buffer for a line of AGI is 2 KB.
    private const int Longest = 8 * 1024;

    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    /// <returns>The line without its end; null at the end of the stream.</returns>
    /// <exception cref="AgiException">The line is too long.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(buffer.Slice(0, end));
                _reader.AdvanceTo(buffer.GetPosition(1, end));
                return line.TrimEnd('\r');
            }

            if (buffer.Length > Longest)
                throw new AgiException($"a line of more than {Longest} bytes");
            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }
}
