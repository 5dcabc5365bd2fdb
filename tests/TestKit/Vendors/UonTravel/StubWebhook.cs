namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>A webhook that is set up.</summary>
public sealed record StubWebhook(string Id, string Type, string Url, string Method);
