namespace CallControl.Crm.DigitalRop.Settings;

/// <summary>An office with the extensions of its people.</summary>
internal sealed record MappedOffice(string Id, string Title, IReadOnlyList<string> Leaders, IReadOnlyList<string> Managers);
