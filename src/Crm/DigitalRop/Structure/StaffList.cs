namespace CallControl.Crm.DigitalRop.Structure;

/// <summary>What an enterprise's account wants the service to know.</summary>
/// <param name="AccountKey">The same for enterprises that share an account there; says nothing of the key.</param>
/// <param name="Managers">Null: not to be sent.</param>
/// <param name="Offices">Null: not to be sent.</param>
public sealed record StaffList(string AccountKey, IReadOnlyList<StaffManager>? Managers, IReadOnlyList<StaffOffice>? Offices);
