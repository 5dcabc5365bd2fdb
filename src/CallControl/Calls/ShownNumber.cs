using CallControl.Asterisk.Ami;

namespace CallControl.Calls;

/// <summary>The caller id of a leg that shall show a number and nothing else, or the name that is given here.</summary>
internal static class ShownNumber
{
    /// <summary>
    /// The number stands in the name's place too: where a caller id brings no name, Asterisk (22.10) sends the one of the leg on whose behalf is
    /// dialled, so a client would be shown what the CRM calls him, and an owner the caller's name where he is to see the virtual number.
    /// </summary>
    public static string? Of(string? number) => number is null ? null : $"\"{number}\" <{number}>";

    /// <summary>For an employee's handset, which shows the client's name too.</summary>
    public static string? Of(string number, string name) => AmiOriginate.ShownAs(name, number) is var shown && shown != number ? shown : Of(number);
}
