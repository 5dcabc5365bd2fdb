using CallControl.Crm.MoySklad.Phone;

namespace CallControl.Crm.MoySklad.Calls;

/// <param name="Call">As MoySklad has it now.</param>
/// <param name="NotShown">The extensions that MoySklad shows no card: it refused them.</param>
internal sealed record SavedCall(PhoneCall Call, IReadOnlyCollection<string> NotShown);
