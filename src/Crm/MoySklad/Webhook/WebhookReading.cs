namespace CallControl.Crm.MoySklad.Webhook;

/// <param name="Call">The click; null when there is a problem.</param>
/// <param name="Problem">Why it is none.</param>
/// <param name="SignatureFits">By which way of signing, for the log: <c>key+values</c>; null when by none, or when there is no signature or key.</param>
public sealed record WebhookReading(ClickToCall? Call, WebhookProblem Problem, string? SignatureFits);
