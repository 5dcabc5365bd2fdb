namespace CallControl.ClickToCall;

/// <summary>Why a click makes no call.</summary>
internal enum ClickRefusal
{
    /// <summary>Switched off for all or for this enterprise.</summary>
    Disabled,

    /// <summary>The enterprise's settings for it can't be read; what they forbid is unknown, so nothing is allowed.</summary>
    SettingsUnreadable,

    /// <summary>The enterprise has no such extension.</summary>
    UnknownExtension,

    InvalidPhone,

    DestinationNotAllowed,

    PremiumNumber,

    /// <summary>The extension has as many calls as it may.</summary>
    TooManyCalls,

    /// <summary>The extension has clicked too often within a minute.</summary>
    TooManyClicks,

    /// <summary>The node carries as many calls as it may.</summary>
    NodeFull,

    /// <summary>No Asterisk is connected to any process, or the database is away.</summary>
    Unavailable,
}
