using CallControl.CallControl.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CallControl.CallControl.Tests.Web;

/// <summary>The real application on a real port, with a client for it.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    /// <summary>A node on an outbound link that nobody ever connects.</summary>
    private static readonly string[] NoAsterisk = ["--Asterisk:Nodes:0:AriPassword=unused", "--Asterisk:Nodes:0:AmiSecret=unused", "--Asterisk:Nodes:0:AmiPort=1"];

    private readonly WebApplication _app;
    private readonly SocketsHttpHandler _handler = new();

    private RunningApp(WebApplication app)
    {
        _app = app;
        Client = new HttpClient(_handler) { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static Task<RunningApp> StartAsync(string connectionString, params string[] settings) => StartAsync(connectionString, null, settings);

    /// <param name="database">Where it stores.</param>
    /// <param name="change">The last word on services.</param>
    /// <param name="settings">As on the command line.</param>
    public static Task<RunningApp> StartWithAsync(TestDatabase database, Action<WebApplicationBuilder> change, params string[] settings) =>
        StartAsync(database.ConnectionString, change, settings);

    private static async Task<RunningApp> StartAsync(string connectionString, Action<WebApplicationBuilder>? change, string[] settings)
    {
        var app = Program.Build(
            [$"--ConnectionStrings:CallControl={connectionString}", "--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. NoAsterisk, .. settings], change);
        await app.StartAsync();
        return new RunningApp(app);
    }

    public static Task<RunningApp> StartAsync(TestDatabase database, params string[] settings) => StartAsync(database.ConnectionString, settings);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
