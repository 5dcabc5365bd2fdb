namespace CallControl.Crm.RetailCrm.Modules;

/// <summary>Who sits at an extension.</summary>
internal sealed record AdditionalCode(int UserId, string Code);
