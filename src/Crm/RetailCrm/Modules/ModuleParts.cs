namespace CallControl.Crm.RetailCrm.Modules;

/// <param name="Telephony">The only part we are.</param>
internal sealed record ModuleParts(TelephonyPart? Telephony);
