namespace CallControl.Crm.MoySklad.Phone;

/// <summary>Answer of <c>GET /employee</c>; the list has a name of its own here, not <c>rows</c>.</summary>
internal sealed record PhoneEmployees(IReadOnlyList<PhoneEmployee>? Employees);
