using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.Web;

/// <summary>All that the application logs, with the exceptions.</summary>
internal sealed class LoggedMessages : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _messages = new();

    public string All => string.Join('\n', _messages);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
