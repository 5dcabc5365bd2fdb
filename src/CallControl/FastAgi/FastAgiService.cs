using System.Net.Sockets;
using CallControl.Asterisk.Agi;
using Microsoft.Extensions.Options;

namespace CallControl.FastAgi;

/// <summary>Answers dialplans: runs the script that the address names and sets its variables. Whatever goes wrong, the dialplan goes on and finds <c>CC_RESULT</c>.</summary>
internal sealed class FastAgiService : BackgroundService
{
    private const string Result = "CC_RESULT";

    private readonly Dictionary<string, IAgiScript> _scripts;
    private readonly AgiServer? _server;
    private readonly TimeProvider _time;
    private readonly ILogger<FastAgiService> _logger;

    public FastAgiService(
        IEnumerable<IAgiScript> scripts, IOptions<FastAgiOptions> options, TimeProvider time, ILogger<FastAgiService> logger, ILogger<AgiServer> serverLogger)
    {
        (_time, _logger) = (time, logger);
        _scripts = scripts.ToDictionary(script => script.Name, StringComparer.Ordinal);
        _server = options.Value.ForServer() is { } listen ? new AgiServer(listen, ServeAsync, time, serverLogger) : null;
    }

    /// <summary>Where it listens; null when it does not.</summary>
    public System.Net.IPEndPoint? Address => _server?.Address;

    /// <summary>Listens before the program counts as started, and does not start where the address is taken.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _server?.Start();
        }
        catch (SocketException e)
        {
            throw new StartupException($"FastAGI can't listen at FastAgi:Listen: {e.Message}", e);
        }

        if (_server is not null)
            Log.Listens(_logger, _server.Address, string.Join(", ", _scripts.Keys));
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _server?.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _server?.RunAsync(stoppingToken) ?? Task.CompletedTask;

    private async Task ServeAsync(AgiSession session, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        var script = _scripts.GetValueOrDefault(session.Request.Script);
        var answer = await AnswerAsync(script, session.Request, cancellation);
        foreach (var variable in script?.Variables ?? [])
            await session.SetVariableAsync(variable, answer.Values.GetValueOrDefault(variable), cancellation);
        await session.SetVariableAsync(Result, answer.Result, cancellation);
        await session.VerboseAsync($"CallControl, {session.Request.Script}: {answer.Result}, {answer.Detail}", cancellation);
        FastAgiMetrics.Answered(script?.Name ?? "none", answer.Result, _time.GetElapsedTime(began));
    }

    private async Task<AgiAnswer> AnswerAsync(IAgiScript? script, AgiRequest request, CancellationToken cancellation)
    {
        try
        {
            var answer = script is null
                ? AgiAnswer.Failed($"there is no script '{request.Script}', but {string.Join(", ", _scripts.Keys)}")
                : await script.AnswerAsync(request, cancellation);
            if (answer.Result == AgiAnswer.Error)
                Log.WrongQuestion(_logger, request.Script, request.Channel, answer.Detail);
            return answer;
        }
#pragma warning disable CA1031 // The dialplan must go on, whatever it was.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Log.NotAnswered(_logger, request.Script, request.Channel, e);
            return AgiAnswer.Failed("CallControl could not answer; its log says why");
        }
    }
}
