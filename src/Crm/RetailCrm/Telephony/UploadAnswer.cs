using CallControl.Crm.RetailCrm.Wire;

namespace CallControl.Crm.RetailCrm.Telephony;

/// <param name="DuplicateCalls">Our ids of calls that were there already.</param>
internal sealed record UploadAnswer(IReadOnlyList<string>? DuplicateCalls) : Envelope;
