using System.Globalization;
using Npgsql;

namespace CallControl.Calls;

/// <summary>One write: a call's row or an event of a call, a statement that belongs to it, or a statement alone. What is set is written in one transaction.</summary>
internal sealed record JournalEntry
{
    /// <summary>When it began to wait, as the clock counts.</summary>
    public long Since { get; init; }

    public CallRow? Row { get; init; }

    public CallEvent? Event { get; init; }

    public Func<NpgsqlBatchCommand>? Command { get; init; }

    /// <summary>The whole of it, from which it could be written by hand.</summary>
    public string Describe()
    {
        List<string> parts = [];
        if (Row is not null)
            parts.Add(Row.ToString());
        if (Event is not null)
            parts.Add(Event.ToString());
        if (Command is not null)
            parts.Add(Describe(Command));
        return string.Join("; ", parts).ReplaceLineEndings(" ");
    }

    private static string Describe(Func<NpgsqlBatchCommand> make)
    {
        try
        {
            var command = make();
            return $"{command.CommandText} [{string.Join(", ", command.Parameters.Select(parameter => Describe(parameter.Value)))}]";
        }
#pragma warning disable CA1031 // The statement may be rejected because it cannot even be made.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"a statement that could not be made: {e.Message}";
        }
    }

    private static string Describe(object? value) => value switch
    {
        null or DBNull => "NULL",
        string text => $"'{text}'",
        IEnumerable<string> texts => $"{{{string.Join(',', texts)}}}",
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
