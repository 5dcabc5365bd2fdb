namespace CallControl.Crm.Contracts;

/// <summary>What a client and the enterprise are about: an order, a lead, a request.</summary>
/// <param name="Id">The vendor's.</param>
/// <param name="StageId">The vendor's id or code of the stage it is in; null when it has none.</param>
public sealed record CrmDeal(string Id, string? StageId);
