using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CallControl.CallControl.Tests.Calls;

/// <summary>What was logged under one event id.</summary>
internal sealed class LogLines<T>(int id) : ILoggerProvider, ILogger<T>
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> All => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == id)
            _lines.Enqueue(formatter(state, exception));
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
