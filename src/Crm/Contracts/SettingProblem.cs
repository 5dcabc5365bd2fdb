namespace CallControl.Crm.Contracts;

/// <summary>What is wrong with one field of an integration's settings.</summary>
/// <param name="Field">Its path within the vendor's settings: <c>employee_mapping.151.employee_id</c>.</param>
/// <param name="Problem">What is wrong, without the value: <c>must be a UUID</c>.</param>
public sealed record SettingProblem(string Field, string Problem);
