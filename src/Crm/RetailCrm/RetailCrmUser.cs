namespace CallControl.Crm.RetailCrm;

/// <summary>A user of an account, for the page where extensions are given out.</summary>
/// <param name="Id">His number, <c>employee_id</c> in the mapping.</param>
/// <param name="Name">Null when he has none.</param>
/// <param name="Email">Null when he has none.</param>
/// <param name="Extension">In our settings, or else in RetailCRM's; null without.</param>
/// <param name="Status"><c>free</c>, <c>busy</c>, <c>dinner</c>, <c>break</c>.</param>
public sealed record RetailCrmUser(int Id, string? Name, string? Email, string? Extension, string? Status);
