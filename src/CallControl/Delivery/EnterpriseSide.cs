using CallControl.Calls;
using CallControl.Crm.Contracts;

namespace CallControl.Delivery;

/// <summary>Who of the enterprise is in a call, by what the call's row says.</summary>
internal static class EnterpriseSide
{
    /// <param name="direction">Of the row; null for a call from outside.</param>
    /// <param name="extension">The employee who calls.</param>
    /// <param name="destination">Who was rung last.</param>
    public static CallParty? Of(string? direction, string? extension, string? destination) => Of(direction == CallRow.Outgoing ? extension : destination);

    public static CallParty? Of(string? destination) => destination switch
    {
        null or "" => null,
        ['+', ..] => PhoneNumber.TryParse(destination, out var phone) ? new CallParty(null, phone) : new CallParty(destination, null),
        _ => new CallParty(destination, null),
    };
}
