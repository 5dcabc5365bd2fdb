namespace CallControl.Flows.ClickToCall;

/// <summary>What the CRM calls the client; null when nobody knows, or nobody said so in time.</summary>
internal sealed record ClientName(string? Text);
