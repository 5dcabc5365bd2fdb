namespace CallControl.Web.Api.BlockedCallers;

/// <summary>A caller to be blocked.</summary>
/// <param name="Phone">His number, in any form people write it.</param>
/// <param name="Reason">For people.</param>
internal sealed record BlockedCallerBody(string Phone, string? Reason);
