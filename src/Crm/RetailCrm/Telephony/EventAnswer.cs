using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Telephony;

/// <param name="NotExistCodes">Extensions that are nobody's there; the others had their pop-up.</param>
internal sealed record EventAnswer(IReadOnlyList<string>? NotExistCodes) : Envelope;
