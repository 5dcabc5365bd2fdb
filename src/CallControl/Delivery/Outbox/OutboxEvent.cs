using CallControl.Crm.Contracts;

namespace CallControl.Delivery.Outbox;

/// <summary>An event that this worker has taken.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Event">What to tell; null when the row can't be read.</param>
/// <param name="CallId">Which call.</param>
/// <param name="Kind">Its stored word.</param>
/// <param name="Attempt">1 for the first.</param>
internal sealed record OutboxEvent(long Id, CrmEvent? Event, Guid CallId, string Kind, int Attempt);
