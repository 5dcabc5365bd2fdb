namespace CallControl.Crm.RetailCrm.Telephony;

/// <param name="Id">Of the user.</param>
/// <param name="Code">His extension; null when he has none.</param>
internal sealed record Manager(int? Id, string? Code);
