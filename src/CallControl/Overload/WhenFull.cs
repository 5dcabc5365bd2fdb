namespace CallControl.Overload;

/// <summary>What becomes of a caller when his node carries as many calls as it may.</summary>
internal enum WhenFull
{
    /// <summary>He hears the busy tone, unanswered (cause 17, SIP 486).</summary>
    Busy,

    /// <summary>The dialplan takes him: context <c>callcontrol-full</c>, the extension he dialled.</summary>
    Dialplan,
}
