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
}
