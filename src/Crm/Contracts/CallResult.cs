namespace CallControl.Crm.Contracts;

/// <summary>How a call ended, in the words that all vendors can be given.</summary>
public enum CallResult
{
    Answered,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,
    Busy,

    /// <summary>The called party refused.</summary>
    Refused,

    /// <summary>The calling party hung up before an answer.</summary>
    Cancelled,

    /// <summary>The network or this system could not connect them.</summary>
    Failed,
}
