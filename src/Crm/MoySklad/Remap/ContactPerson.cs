namespace CallControl.Crm.MoySklad.Remap;

/// <summary>Somebody at a <see cref="Counterparty"/>.</summary>
internal sealed record ContactPerson(string Id, string? Name, string? Phone);
