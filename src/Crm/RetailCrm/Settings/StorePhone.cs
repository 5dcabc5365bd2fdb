using CallControl.Crm.Contracts;

namespace CallControl.Crm.RetailCrm.Settings;

/// <summary>The store that a number of the enterprise belongs to.</summary>
internal sealed record StorePhone(PhoneNumber Phone, string Site);
