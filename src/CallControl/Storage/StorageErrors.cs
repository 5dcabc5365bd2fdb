using Npgsql;

namespace CallControl.Storage;

/// <summary>Tells a database that is away from one that refuses what we said.</summary>
internal static class StorageErrors
{
    // https://www.postgresql.org/docs/current/errcodes-appendix.html: 08 connection exception, 53 insufficient resources,
    // 57P operator intervention (shutting down, starting up).
    private static readonly string[] AwayClasses = ["08", "53", "57P"];

    /// <summary>The same request may succeed later, without anybody mending anything in the program.</summary>
    public static bool MayPass(NpgsqlException exception) => exception switch
    {
        PostgresException refused => refused.IsTransient || AwayClasses.Any(c => refused.SqlState.StartsWith(c, StringComparison.Ordinal)),
        _ => true,
    };

    /// <summary>One line without secrets.</summary>
    public static string Describe(NpgsqlException exception)
    {
        var text = exception is PostgresException refused
            ? $"{refused.MessageText} ({refused.SqlState})"
            : (exception.InnerException ?? exception).Message;
        return text.ReplaceLineEndings(" ");
    }
}
