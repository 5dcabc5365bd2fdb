using CallControl.Asterisk.Ami;
using Microsoft.Extensions.Logging.Abstractions;

namespace CallControl.Asterisk.Tests.Ami;

/// <summary>A server that says exactly what the test wants, and clients of it.</summary>
public abstract class FakeAmiTest : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));

    internal FakeAmiServer Server { get; } = new();

    /// <summary>No test lasts longer.</summary>
    protected CancellationToken Limit => _limit.Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        _limit.Dispose();
    }

    protected async Task<AmiClient> ReadyClientAsync(Action<AmiOptions>? change = null)
    {
        var options = new AmiOptions { Port = Server.Port, Secret = "x", FirstReconnectDelay = TimeSpan.FromMilliseconds(10) };
        change?.Invoke(options);
        var client = new AmiClient(options, TimeProvider.System, Random.Shared, NullLogger<AmiClient>.Instance);
        client.Start();
        await client.WaitUntilReadyAsync(Limit);
        return client;
    }
}
