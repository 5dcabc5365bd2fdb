namespace CallControl.TestKit.Vendors.MoySklad;

/// <summary>Something that happened to a card.</summary>
public sealed record StubCardEvent(string Type, string? Extension, int Sequence);
