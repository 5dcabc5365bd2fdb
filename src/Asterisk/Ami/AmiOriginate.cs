using System.Globalization;

namespace CallControl.Asterisk.Ami;

/// <summary>
/// A call that Asterisk makes by itself: it rings <see cref="Channel"/>, and whoever answers is put into an application or into the dialplan.
/// Source: <c>Originate</c> in <c>main/manager.c</c>.
/// </summary>
public sealed record AmiOriginate
{
    /// <summary>Who is rung: <c>PJSIP/152</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's unique id. One that is in use is refused, so the same call is never made twice.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The dialplan application that gets the answered channel; or <see cref="Context"/> with its extension and priority.</summary>
    public string? Application { get; init; }

    /// <summary>The application's arguments.</summary>
    public string? Data { get; init; }

    public string? Context { get; init; }

    public string? Extension { get; init; }

    public int? Priority { get; init; }

    /// <summary>How long it rings.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What the rung phone shows: <c>"Name" &lt;number&gt;</c>. See <see cref="ShownAs"/>.</summary>
    public string? CallerId { get; init; }

    /// <summary>Comes back in <c>OriginateResponse</c>; chosen by the client when it is null.</summary>
    public string? ActionId { get; init; }

    /// <summary>Set on the channel before it rings.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>A caller id of a name that somebody typed: nothing in it ends the quotes or the header, and a phone's display is no longer anyway.</summary>
    public static string ShownAs(string? name, string number)
    {
        const int Longest = 80;
        var shown = string.Concat((name ?? "").Where(sign => !char.IsControl(sign) && sign is not ('"' or '\\' or '<' or '>'))).Trim();
        if (shown.Length > Longest)
            shown = shown[..(char.IsHighSurrogate(shown[Longest - 1]) ? Longest - 1 : Longest)];
        return shown.Length == 0 ? number : $"\"{shown}\" <{number}>";
    }

    /// <exception cref="ArgumentException">A value holds a line break.</exception>
    internal AmiAction ToAction()
    {
        // Without Async the whole manager session waits for the phone.
        var action = new AmiAction("Originate") { Id = ActionId }
            .With("Channel", Channel)
            .With("ChannelId", ChannelId)
            .With("Application", Application)
            .With("Data", Data)
            .With("Context", Context)
            .With("Exten", Extension)
            .With("Priority", Priority?.ToString(CultureInfo.InvariantCulture))
            .With("Timeout", ((long)Timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))
            .With("CallerID", CallerId)
            .With("Async", "true");
        foreach (var (name, value) in Variables)
            action.With("Variable", $"{name}={value}");
        return action;
    }
}
