using CallControl.Crm.Contracts;

namespace CallControl.Web;

/// <summary>The number a visitor is shown.</summary>
/// <param name="Number">E.164, for a <c>tel:</c> link.</param>
/// <param name="Display">The way people write it.</param>
/// <param name="ExpiresAt">UTC. Asking again before extends it; a call afterwards still reaches the owner.</param>
/// <param name="ListingId">The listing it was asked for.</param>
internal sealed record VirtualNumberResponse(PhoneNumber Number, string Display, DateTime ExpiresAt, long ListingId);
