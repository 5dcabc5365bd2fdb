using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace CallControl;

/// <summary>Runs the application; what its operator can mend is told in one line on stderr, without a stack trace.</summary>
internal static partial class Startup
{
    // sysexits.h: EX_CONFIG, EX_SOFTWARE
    public const int Misconfigured = 78;
    private const int Broken = 70;

    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        try
        {
            await using var app = build();
            await app.RunAsync();
            return 0;
        }
        catch (Exception e)
        {
            var line = Explain(e);
            await Console.Error.WriteLineAsync($"callcontrol: {line ?? e.ToString()}");
            return line is null ? Broken : Misconfigured;
        }
    }

    /// <summary>The one line for an error that is not a bug; null for a bug.</summary>
    internal static string? Explain(Exception exception) => exception switch
    {
        StartupException => exception.Message,
        OptionsValidationException invalid => string.Join("; ", invalid.Failures.Select(Shorten)),
        AggregateException several => ExplainAll(several),
        IOException { InnerException: AddressInUseException } => $"{exception.Message.TrimEnd('.')}. Set Urls to another one, for example --Urls=http://127.0.0.1:8081",
        // a broken appsettings.json; a value that is not of its setting's type
        InvalidDataException => $"{exception.Message} {exception.InnerException?.Message}".ReplaceLineEndings(" "),
        InvalidOperationException { InnerException: FormatException } => exception.Message.ReplaceLineEndings(" "),
        _ => null,
    };

    /// <summary>"DataAnnotation validation failed for 'NumbersOptions' members: 'X' with the error: 'The field X …'." → "Numbers: The field X …"</summary>
    private static string Shorten(string failure)
        => AnnotationFailure().Match(failure) is { Success: true } match
            ? $"{match.Groups["options"].Value[..^"Options".Length]}: {match.Groups["error"].Value}"
            : failure;

    [GeneratedRegex("^DataAnnotation validation failed for '(?<options>\\w+Options)' members: '[^']*' with the error: '(?<error>.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex AnnotationFailure();

    private static string? ExplainAll(AggregateException several)
    {
        var lines = several.Flatten().InnerExceptions.Select(Explain).ToList();
        return lines.Contains(null) ? null : string.Join("; ", lines);
    }
}
