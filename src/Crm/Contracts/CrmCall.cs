namespace CallControl.Crm.Contracts;

/// <summary>Which call an event is about; the same in every event of one call.</summary>
/// <param name="Id">Ours. The vendor's record is found again by it, so that an event told twice makes one record.</param>
/// <param name="Enterprise">Number of the enterprise whose account it is.</param>
/// <param name="Direction">Seen from the enterprise.</param>
/// <param name="Client">The outside party; null when it hides its number.</param>
/// <param name="Line">The enterprise's number that was called or is shown to the client; <c>default</c> when a recovered call does not say.</param>
/// <param name="StartedAt">When the call came in or was placed.</param>
public sealed record CrmCall(Guid Id, string Enterprise, CallDirection Direction, PhoneNumber? Client, PhoneNumber Line, DateTimeOffset StartedAt);
