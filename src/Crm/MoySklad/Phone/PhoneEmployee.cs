using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Phone;

/// <param name="Meta">Of the employee in the JSON API, where his name is.</param>
/// <param name="Extention">His extension, spelled as MoySklad spells it here.</param>
public sealed record PhoneEmployee(Meta? Meta, string? Extention);
