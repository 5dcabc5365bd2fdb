using CallControl.Crm.Contracts;

namespace CallControl.Crm.UonTravel.Api;

/// <summary>A lead to be made. It has no manager: nobody has answered yet.</summary>
/// <param name="ClientId">Whose.</param>
/// <param name="Phone">U-ON wants at least one contact.</param>
/// <param name="Source">Where it came from, as free text.</param>
/// <param name="StatusId">Null for U-ON's first status.</param>
/// <param name="Date">By the account's clock: <c>2026-01-15 10:00:00</c>.</param>
/// <param name="Note">Also tells the lead of this call from others, when its making was begun and not seen to end.</param>
internal sealed record NewLead(string ClientId, PhoneNumber Phone, string Source, string? StatusId, string Date, string Note);
