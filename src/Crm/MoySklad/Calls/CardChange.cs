using CallControl.Crm.MoySklad.Phone;

namespace CallControl.Crm.MoySklad.Calls;

/// <param name="Events">What to send; null when nothing changes.</param>
/// <param name="Shown">Where cards are afterwards.</param>
internal sealed record CardChange(IReadOnlyList<CardEvent>? Events, IReadOnlyList<string> Shown);
