namespace CallControl.Crm.DigitalRop.Calls;

/// <summary>What became of a recorded call.</summary>
public enum AnalysisState
{
    /// <summary>The service has it in its queue.</summary>
    Sent,

    /// <summary>The service had it already.</summary>
    Known,

    /// <summary>Not sent, by the rules or the service's limits.</summary>
    Skipped,

    /// <summary>The service does not want it.</summary>
    Refused,
}
