namespace CallControl.Crm.RetailCrm.Settings;

/// <summary>Who of RetailCRM sits at an extension.</summary>
internal sealed record MappedUser(string Extension, int UserId);
