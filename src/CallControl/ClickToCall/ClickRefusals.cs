namespace CallControl.ClickToCall;

/// <summary>Refusals as the web tells them.</summary>
internal static class ClickRefusals
{
    /// <summary>Stable word: <c>destination_not_allowed</c>.</summary>
    public static string ToWord(this ClickRefusal refusal) => refusal switch
    {
        ClickRefusal.Disabled => "disabled",
        ClickRefusal.SettingsUnreadable => "settings_unreadable",
        ClickRefusal.UnknownExtension => "unknown_extension",
        ClickRefusal.InvalidPhone => "invalid_phone",
        ClickRefusal.DestinationNotAllowed => "destination_not_allowed",
        ClickRefusal.PremiumNumber => "premium_number",
        ClickRefusal.TooManyCalls => "too_many_calls",
        ClickRefusal.TooManyClicks => "too_many_clicks",
        ClickRefusal.NodeFull => "node_full",
        _ => "unavailable",
    };

    public static string ToText(this ClickRefusal refusal) => refusal switch
    {
        ClickRefusal.Disabled => "Click-to-call is switched off",
        ClickRefusal.SettingsUnreadable => "The enterprise's settings.click_to_call can't be read",
        ClickRefusal.UnknownExtension => "The enterprise has no such extension",
        ClickRefusal.InvalidPhone => "This is no phone number",
        ClickRefusal.DestinationNotAllowed => "The enterprise does not call such numbers",
        ClickRefusal.PremiumNumber => "This is a premium number",
        ClickRefusal.TooManyCalls => "The extension has too many calls at once",
        ClickRefusal.TooManyClicks => "The extension has made too many calls within a minute",
        ClickRefusal.NodeFull => "The system carries as many calls as it may",
        _ => "No telephone system is connected at the moment",
    };

    /// <summary>Seconds after which a new click may go through: the header <c>Retry-After</c>. Null where time changes nothing.</summary>
    public static string? RetryAfter(this ClickRefusal refusal) => refusal switch
    {
        ClickRefusal.TooManyCalls or ClickRefusal.TooManyClicks => "60",
        ClickRefusal.NodeFull or ClickRefusal.Unavailable => "5",
        _ => null,
    };

    public static int ToStatus(this ClickRefusal refusal) => refusal switch
    {
        ClickRefusal.InvalidPhone => StatusCodes.Status400BadRequest,
        ClickRefusal.UnknownExtension => StatusCodes.Status404NotFound,
        ClickRefusal.TooManyCalls or ClickRefusal.TooManyClicks => StatusCodes.Status429TooManyRequests,
        ClickRefusal.NodeFull or ClickRefusal.Unavailable or ClickRefusal.SettingsUnreadable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status403Forbidden,
    };
}
