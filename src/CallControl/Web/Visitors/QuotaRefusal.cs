namespace CallControl.Web.Visitors;

/// <summary>Who has had its share, and until when.</summary>
internal sealed record QuotaRefusal(string Side, TimeSpan RetryAfter);
