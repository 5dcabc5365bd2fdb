using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CallControl.TestKit.Asterisk;

/// <summary>A question over FastAGI as Asterisk asks it: the request, then an answer to each command, up to the end of the connection.</summary>
public sealed class DialplanQuestion
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, string> _variables = [];
    private readonly List<string> _commands = [];

    private DialplanQuestion()
    {
    }

    /// <summary>What <c>SET VARIABLE</c> set.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    public IReadOnlyList<string> Commands => _commands;

    /// <param name="server">Who answers.</param>
    /// <param name="script">As in <c>AGI(agi://…/script,argument)</c>.</param>
    /// <param name="callerId">The caller's number; <c>unknown</c> is Asterisk's word for a hidden one.</param>
    /// <param name="extension">That the dialplan is in.</param>
    /// <param name="arguments">Behind the script.</param>
    public static Task<DialplanQuestion> AskAsync(IPEndPoint server, string script, string callerId, string extension, params string[] arguments)
    {
        string[] lines =
        [
            "agi_network: yes", $"agi_network_script: {script}", $"agi_request: agi://127.0.0.1/{script}", "agi_channel: PJSIP/trunk-00000001", "agi_language: ru",
            $"agi_uniqueid: pbx-{Guid.NewGuid():N}", $"agi_callerid: {callerId}", "agi_calleridname: unknown", $"agi_extension: {extension}", "agi_priority: 1",
            .. arguments.Select((argument, place) => $"agi_arg_{place + 1}: {argument}"),
        ];
        return SayAsync(server, string.Join('\n', lines) + "\n\n");
    }

    /// <summary>Whatever somebody sends to that port.</summary>
    /// <param name="server">Who listens.</param>
    /// <param name="text">Sent first.</param>
    /// <param name="reply">To each command; null for <c>200 result=1</c>.</param>
    public static async Task<DialplanQuestion> SayAsync(IPEndPoint server, string text, Func<string, string>? reply = null)
    {
        var question = new DialplanQuestion();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(Limit);
        await socket.ConnectAsync(server, limit.Token);
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), limit.Token);
            while (await reader.ReadLineAsync(limit.Token) is { } command)
            {
                question.Take(command);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(reply?.Invoke(command) ?? "200 result=1\n"), limit.Token);
            }
        }
        catch (IOException)
        {
            // It was hung up on.
        }

        return question;
    }

    // SET VARIABLE NAME "value"
    private void Take(string command)
    {
        _commands.Add(command);
        if (command.Split(' ', 4) is ["SET", "VARIABLE", var name, ['"', .. var value, '"']])
            _variables[name] = value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
    }
}
