using CallControl.Crm.Contracts;

namespace CallControl.Delivery;

/// <summary>A call that an employee made, in the words of CRMs.</summary>
internal static class OutgoingCall
{
    public static bool IsOutgoing(string? direction) => direction == Calls.CallRow.Outgoing;

    /// <returns>Null when the row does not say whose call it is.</returns>
    public static CrmCall? Of(Guid id, string? enterprise, string client, string? line, DateTimeOffset startedAt) => enterprise is null
        ? null
        : new CrmCall(
            id, enterprise, CallDirection.Outgoing, PhoneNumber.TryParse(client, out var number) ? number : null,
            PhoneNumber.TryParse(line, out var shown) ? shown : default, startedAt);

    /// <summary>How a call ended in which they did not talk. The client is only reached when the employee has answered his own phone.</summary>
    public static CallResult ResultOf(string? side, string? reason) => (side, reason) switch
    {
        ("client", "busy") => CallResult.Busy,
        ("client", "refused") => CallResult.Refused,
        ("client", "no_answer") => CallResult.NoAnswer,
        ("employee", not "unreachable") => CallResult.Cancelled,
        _ => CallResult.Failed,
    };
}
