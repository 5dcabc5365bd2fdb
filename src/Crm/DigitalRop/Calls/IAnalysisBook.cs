namespace CallControl.Crm.DigitalRop.Calls;

/// <summary>Where it is written down what became of each call; outlives the adapter's notes.</summary>
public interface IAnalysisBook
{
    /// <summary>Writes, or writes anew.</summary>
    Task NoteAsync(string enterprise, Guid callId, AnalysisNote note, CancellationToken cancellation);
}
