using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Telephony;

/// <param name="Manager">Null when nobody is responsible, or he is away.</param>
internal sealed record ManagerAnswer(Manager? Manager) : Envelope;

/// <param name="Id">Of the user.</param>
/// <param name="Code">His extension; null when he has none.</param>
internal sealed record Manager(int? Id, string? Code);
