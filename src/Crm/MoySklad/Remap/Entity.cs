using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Remap;

/// <summary>As much of an organization, an order or an order's status as is needed here.</summary>
internal sealed record Entity(string Id, string? Name, Meta Meta);
