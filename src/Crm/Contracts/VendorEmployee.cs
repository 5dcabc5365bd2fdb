namespace CallControl.Crm.Contracts;

/// <summary>An employee as a vendor knows him, for filling the settings' <c>employee_mapping</c>.</summary>
/// <param name="Extension">The extension that the vendor has for him.</param>
/// <param name="Id">The vendor's id of him: <c>employee_id</c>.</param>
/// <param name="Name">Null when the vendor doesn't tell.</param>
/// <param name="Email">Null when the vendor doesn't tell.</param>
public sealed record VendorEmployee(string Extension, string Id, string? Name, string? Email);
