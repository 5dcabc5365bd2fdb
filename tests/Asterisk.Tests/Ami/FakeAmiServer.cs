using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CallControl.Asterisk.Tests.Ami;

/// <summary>A loopback server for what a real Asterisk won't do on demand: stay silent, cut the line, answer out of order.</summary>
internal sealed class FakeAmiServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TcpClient> _clients = [];
    private readonly Task _accepting;
    private int _connections;

    public FakeAmiServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Given the action's fields, the text to send back; null stays silent.</summary>
    public Func<IReadOnlyDictionary<string, string>, string?> Answer { get; set; } = _ => null;

    public void DropAll()
    {
        lock (_clients)
        {
            foreach (var client in _clients)
                client.Dispose();
            _clients.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        DropAll();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                lock (_clients)
                    _clients.Add(client);
                Interlocked.Increment(ref _connections);
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            await stream.WriteAsync("Asterisk Call Manager/11.0.0\r\n"u8.ToArray());
            var fields = new Dictionary<string, string>();
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.Length > 0)
                {
                    fields[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
                    continue;
                }
                var answer = fields["Action"] switch
                {
                    "Challenge" => $"Response: Success\r\nActionID: {fields["ActionID"]}\r\nChallenge: 12345\r\n\r\n",
                    "Login" => $"Response: Success\r\nActionID: {fields["ActionID"]}\r\nMessage: Authentication accepted\r\n\r\nEvent: FullyBooted\r\nUptime: 1\r\n\r\n",
                    _ => Answer(fields),
                };
                if (answer is not null)
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                fields = [];
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The test dropped the line.
        }
    }
}
