using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Telephony;

/// <param name="Manager">Null when nobody is responsible, or he is away.</param>
internal sealed record ManagerAnswer(Manager? Manager) : Envelope;
