namespace CallControl.Calls;

/// <summary>Why a call ended: a side and a short stable word. The same word is in the log, the metrics and the call's row.</summary>
/// <param name="Side"><c>caller</c>, <c>owner</c>, <c>system</c>; in calls by a click <c>employee</c>, <c>client</c>.</param>
/// <param name="Word">A stable snake_case word.</param>
internal readonly record struct EndReason(string Side, string Word)
{
    public static readonly EndReason CallerHungUp = new("caller", "hung_up");
    public static readonly EndReason CallerSilent = new("caller", "no_digit");
    public static readonly EndReason OwnerHungUp = new("owner", "hung_up");
    public static readonly EndReason OwnerUnavailable = new("owner", "unavailable");
    public static readonly EndReason TalkLimit = new("system", "talk_limit");
    public static readonly EndReason OutOfHours = new("system", "out_of_hours");
    public static readonly EndReason Blocked = new("system", "blocked");
    public static readonly EndReason TooManyCalls = new("system", "too_many_calls");
    public static readonly EndReason Overload = new("system", "overload");
    public static readonly EndReason NotFound = new("system", "not_found");
    public static readonly EndReason Failed = new("system", "error");
    public static readonly EndReason AsteriskRefused = new("system", "asterisk_refused");
    public static readonly EndReason AsteriskSilent = new("system", "asterisk_silent");
    /// <summary>Asterisk was restarted and the call was gone with it.</summary>
    public static readonly EndReason Vanished = new("system", "vanished");

    /// <summary>It ended while no process of ours was there to see which side hung up.</summary>
    public static readonly EndReason Unseen = new("system", "unseen");
    public static readonly EndReason Overflow = new("system", "mailbox_full");

    public override string ToString() => $"{Side}.{Word}";
}
