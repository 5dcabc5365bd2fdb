using Npgsql;

namespace CallControl.Calls;

/// <summary>One write: a call's row, an event of a call, or another statement. Exactly one is set.</summary>
internal sealed record JournalEntry
{
    /// <summary>When it began to wait, as the clock counts.</summary>
    public long Since { get; init; }

    public CallRow? Row { get; init; }

    public CallEvent? Event { get; init; }

    public Func<NpgsqlBatchCommand>? Command { get; init; }
}
