namespace CallControl.Recordings;

/// <summary>What a link to a recording is worth.</summary>
internal enum RecordingLinkState
{
    Valid,

    /// <summary>Ours, but its time is over.</summary>
    Expired,

    /// <summary>Not made by us for this call and this time.</summary>
    Forged,
}
