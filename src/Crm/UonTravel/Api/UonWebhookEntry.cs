namespace CallControl.Crm.UonTravel.Api;

/// <summary>A webhook that is set up at U-ON.</summary>
internal sealed record UonWebhookEntry(string Id, int Type, string Url);
