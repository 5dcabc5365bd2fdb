namespace CallControl.Crm.MoySklad.Wire;

/// <summary>The JSON API's link to another object.</summary>
/// <param name="Meta">Where it is.</param>
public sealed record Reference(Meta Meta);
