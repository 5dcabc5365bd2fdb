namespace CallControl.Crm.DigitalRop.Calls;

/// <summary>A call as it is sent.</summary>
/// <param name="CallId">Our call's id: the service takes each once.</param>
/// <param name="ManagerId">Of the employee, from the CRM.</param>
/// <param name="DealId">From the CRM.</param>
/// <param name="DealStageId">Null when it is not known.</param>
/// <param name="Audio">Signed and expiring: not for logs.</param>
/// <param name="Seconds">Of the talk.</param>
internal sealed record SentCall(string CallId, string ManagerId, string DealId, string? DealStageId, Uri Audio, int Seconds);
