using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Remap;

/// <summary>A customer order.</summary>
/// <param name="ExternalCode">Ours; an order is found again by it.</param>
/// <param name="Organization">The own legal entity.</param>
/// <param name="Agent">The client.</param>
/// <param name="State">Null for MoySklad's first status.</param>
/// <param name="Description">Where the order came from: there is no field for that.</param>
internal sealed record NewOrder(string ExternalCode, Reference Organization, Reference Agent, Reference? State, string Description);
