namespace CallControl.Flows.ClickToCall;

/// <summary>How calls by a click run at one enterprise.</summary>
/// <param name="EmployeeRing">How long the employee's phone rings.</param>
/// <param name="ClientRing">How long the client's phone rings.</param>
/// <param name="Talk">How long the talk may last.</param>
/// <param name="Record">Whether both sides are recorded.</param>
internal sealed record ClickPlan(TimeSpan EmployeeRing, TimeSpan ClientRing, TimeSpan Talk, bool Record);
