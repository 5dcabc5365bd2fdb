namespace CallControl.Crm.RetailCrm.Modules;

/// <summary>What RetailCRM did not recognise in a module that it took.</summary>
/// <param name="NotExistUsersIds">Users who are not there.</param>
/// <param name="NotExistSiteCodes">Stores that are not there.</param>
public sealed record ModuleInfo(IReadOnlyList<int>? NotExistUsersIds, IReadOnlyList<string>? NotExistSiteCodes);
