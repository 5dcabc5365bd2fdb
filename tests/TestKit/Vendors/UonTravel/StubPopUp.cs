namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>A pop-up that was shown.</summary>
public sealed record StubPopUp(string Manager, string Text);
