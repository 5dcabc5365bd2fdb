using CallControl.Crm.Contracts;

namespace CallControl.Delivery.Outbox;

/// <summary>An event to be told to every CRM that the call's enterprise has switched on and that wants it.</summary>
/// <param name="Event">Its call's enterprise may be empty: it is then the listing's.</param>
/// <param name="ListingId">Whose enterprise it is when the event does not say; null when it does.</param>
internal sealed record OutboxEntry(CrmEvent Event, long? ListingId = null);
