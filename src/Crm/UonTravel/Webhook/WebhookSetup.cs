namespace CallControl.Crm.UonTravel.Webhook;

/// <summary>What became of setting the webhooks up.</summary>
/// <param name="Ids">Those that are at U-ON now, for <c>webhooks</c> of the settings: by type, and <c>old 12</c> for one that could not be deleted.</param>
/// <param name="Problem">What did not work, for people; null when all did.</param>
public sealed record WebhookSetup(IReadOnlyDictionary<string, string> Ids, string? Problem);
