namespace CallControl.Crm.MoySklad.Phone;

/// <param name="EventType">What happens.</param>
/// <param name="Extension">Whose screen; null only for <see cref="CardEventType.HideAll"/>.</param>
/// <param name="Sequence">Grows with every event of one call.</param>
public sealed record CardEvent(CardEventType EventType, string? Extension, int Sequence);
