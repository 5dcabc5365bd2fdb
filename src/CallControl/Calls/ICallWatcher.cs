using Npgsql;

namespace CallControl.Calls;

/// <summary>
/// Sees every write of the journal and may add a statement to it, which is written in the same transaction. Called by the calls' own loops: of one call in order, of
/// different calls at the same time. Must not wait or throw.
/// </summary>
internal interface ICallWatcher
{
    /// <returns>Null when nothing follows.</returns>
    Func<NpgsqlBatchCommand>? Saved(CallRow row, bool recovered);

    /// <returns>Null when nothing follows.</returns>
    Func<NpgsqlBatchCommand>? Happened(CallEvent happened);

    /// <summary>Another process runs this call now: nothing more of it is written here.</summary>
    void Released(Guid callId);
}
