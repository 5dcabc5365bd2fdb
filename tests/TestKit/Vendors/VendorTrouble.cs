namespace CallControl.TestKit.Vendors;

/// <summary>What can be wrong with a vendor.</summary>
public enum VendorTrouble
{
    None,

    /// <summary>Does what it is asked, and answers after <see cref="VendorStub.Slowness"/>.</summary>
    Slow,

    /// <summary>Does what it is asked after <see cref="VendorStub.Slowness"/>, also when nobody waits any more.</summary>
    Late,

    /// <summary>Closes every connection.</summary>
    Down,

    /// <summary>Does what it is asked, and closes the connection instead of answering.</summary>
    AnswerLost,

    /// <summary>Answers every key with 401.</summary>
    Unauthorized,

    /// <summary>Answers 429.</summary>
    TooMany,

    /// <summary>Does what it is asked, and answers with half a JSON document.</summary>
    BrokenJson,

    /// <summary>Answers 503.</summary>
    Unavailable,

    /// <summary>Answers 409 without saying more; for those who know it.</summary>
    InUse,
}
