using CallControl.Calls;

namespace CallControl.Flows.ClickToCall;

/// <summary>Why calls by a click end. The employee is rung first, so the client's words mean that the employee had answered.</summary>
internal static class ClickEnds
{
    public static readonly EndReason EmployeeHungUp = new("employee", "hung_up");
    public static readonly EndReason EmployeeNoAnswer = new("employee", NoAnswer);
    public static readonly EndReason ClientHungUp = new("client", "hung_up");
    public static readonly EndReason ClientNoAnswer = new("client", NoAnswer);
    public static readonly EndReason ClientUnreachable = new("client", Unreachable);

    private const string NoAnswer = "no_answer";
    private const string Busy = "busy";
    private const string Refused = "refused";
    private const string Unreachable = "unreachable";

    /// <param name="cause">Q.850 cause of the channel that was not answered.</param>
    public static EndReason OfEmployee(int cause) => new("employee", WordOf(cause));

    /// <inheritdoc cref="OfEmployee"/>
    public static EndReason OfClient(int cause) => new("client", WordOf(cause));

    /// <summary>What Asterisk says of a phone that has no channel, or whose channel's end was missed.</summary>
    /// <param name="reason">The last control frame, by its number: 1 hung up, 3 ringing, 5 busy, 8 congestion, 0 none at all.</param>
    public static EndReason OfOriginate(string? reason) => new("employee", reason switch
    {
        "5" => Busy,
        "1" or "3" => NoAnswer,
        _ => Unreachable,
    });

    // 17 user busy; 21 call rejected; 16 normal clearing, 18 no user responding, 19 no answer, 26 answered elsewhere, 0 unknown: it rang.
    private static string WordOf(int cause) => cause switch
    {
        17 => Busy,
        21 => Refused,
        0 or 16 or 18 or 19 or 26 => NoAnswer,
        _ => Unreachable,
    };
}
