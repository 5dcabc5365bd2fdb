using System.Text;

namespace CallControl.Asterisk.Agi;

/// <summary>One channel of the dialplan waits for us: its request, and commands that it carries out, one after another.</summary>
public sealed class AgiSession
{
    private const int MostLines = 200;

    private readonly Stream _stream;
    private readonly AgiLines _lines;

    private AgiSession(Stream stream, AgiLines lines, AgiRequest request) => (_stream, _lines, Request) = (stream, lines, request);

    public AgiRequest Request { get; }

    /// <summary>Reads the request.</summary>
    /// <exception cref="AgiException">What comes is none.</exception>
    public static async Task<AgiSession> OpenAsync(Stream stream, CancellationToken cancellation)
    {
        var lines = new AgiLines(stream);
        var fields = new List<string>();
        while (await lines.ReadAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
                return new AgiSession(stream, lines, AgiRequest.Parse(fields));
            if (fields.Count == MostLines)
                throw new AgiException($"a request of more than {MostLines} lines");
            fields.Add(line);
        }

        throw new AgiException("the connection ended before the request did");
    }

    /// <summary>Sets a variable of the channel, or a function that can be written to: <c>CALLERID(name)</c>.</summary>
    public Task SetVariableAsync(string name, string? value, CancellationToken cancellation) =>
        SendAsync($"SET VARIABLE {name} {Quote(value ?? "")}", cancellation);

    /// <summary>A line for who watches Asterisk's console.</summary>
    public Task VerboseAsync(string text, CancellationToken cancellation) => SendAsync($"VERBOSE {Quote(text)} 3", cancellation);

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <exception cref="AgiException">Asterisk refuses it, the channel is dead, or the connection has ended.</exception>
    public async Task<AgiReply> SendAsync(string command, CancellationToken cancellation)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\n"), cancellation);
        var reply = await ReadReplyAsync(cancellation);
        return reply.Success ? reply : throw new AgiException($"{command.Split(' ', 3)[0]}: {reply.Text}");
    }

    /// <summary>In quotes, as Asterisk takes a value apart. A line break would be the end of the command.</summary>
    private static string Quote(string value)
    {
        var quoted = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\')
                quoted.Append('\\');
            quoted.Append(char.IsControl(character) ? ' ' : character);
        }

        return quoted.Append('"').ToString();
    }

    private async Task<AgiReply> ReadReplyAsync(CancellationToken cancellation)
    {
        while (await _lines.ReadAsync(cancellation) is { } line)
        {
            // Said once, at any time, when the caller has hung up; the answer to the command comes all the same.
            if (line == "HANGUP")
                continue;
            // Usage, of several lines: "520-Invalid command syntax." up to "520 End of proper usage."
            if (line.StartsWith("520-", StringComparison.Ordinal))
            {
                await SkipUsageAsync(cancellation);
                return new AgiReply(520, null, line);
            }

            return AgiReply.Parse(line);
        }

        throw new AgiException("the connection has ended: the caller hung up, or Asterisk stops");
    }

    private async Task SkipUsageAsync(CancellationToken cancellation)
    {
        for (var line = 0; line < MostLines; line++)
        {
            if (await _lines.ReadAsync(cancellation) is not { } next || next.StartsWith("520 ", StringComparison.Ordinal))
                return;
        }
    }
}
