namespace CallControl.Crm.UonTravel.Api;

/// <summary>An employee at U-ON.</summary>
/// <param name="Id"><c>manager_id</c> of other objects.</param>
/// <param name="Name">Null when U-ON has none.</param>
/// <param name="Email">Null when U-ON has none.</param>
/// <param name="Extension"><c>ip_internal_number</c>; null when it is empty.</param>
/// <param name="IsActive">False for one who left.</param>
public sealed record UonManager(string Id, string? Name, string? Email, string? Extension, bool IsActive);
