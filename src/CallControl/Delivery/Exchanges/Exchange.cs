namespace CallControl.Delivery.Exchanges;

/// <summary>One request to a CRM and what came of it: a row of <c>integration_logs</c>, masked. Names are the columns'.</summary>
internal sealed record Exchange(
    DateTimeOffset CreatedAt, string EnterpriseNumber, string IntegrationType, Guid? CallId, string Api, string Method, string Url, string? Request, int? Status,
    string? Response, string? Error, int DurationMs);
