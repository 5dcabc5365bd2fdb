using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace CallControl.Logs;

internal static class LogsSetup
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}";

    /// <summary>One line an event on the console. Levels come from the section <c>Logging:LogLevel</c>.</summary>
    public static ILoggingBuilder AddLogs(this ILoggingBuilder logging)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .Enrich.FromLogContext()
            .Filter.ByExcluding(IsFailedStart)
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture)
            .CreateLogger();
        logging.ClearProviders();
        // Not AddSerilog: it adds a filter that overrules Logging:LogLevel.
        return logging.AddProvider(new SerilogLoggerProvider(logger, dispose: true));
    }

    // The host and Kestrel log a failed start with its stack trace and throw it as well; Startup tells it in one line.
    private static bool IsFailedStart(LogEvent logged) =>
        logged.Exception is not null && logged.Properties.TryGetValue("SourceContext", out var source) && source is ScalarValue { Value: string name }
        && ((name == "Microsoft.Extensions.Hosting.Internal.Host" && logged.MessageTemplate.Text == "Hosting failed to start")
            || (name == "Microsoft.AspNetCore.Server.Kestrel" && logged.MessageTemplate.Text == "Unable to start Kestrel."));
}
