using CallControl.Crm.Contracts;

namespace CallControl.Web.Integrations;

/// <summary>Which extension of an enterprise a vendor's employee probably has.</summary>
/// <param name="Employee">As the vendor knows him.</param>
/// <param name="Extension">Null when nothing points to one.</param>
/// <param name="By">
/// <c>extension</c>: both have the same; <c>email</c>, <c>name</c>: the same person with another extension there; <c>vendor</c>: the enterprise names no extensions of its own, so
/// it is the vendor's. Null without an extension.
/// </param>
internal sealed record EmployeeProposal(VendorEmployee Employee, string? Extension, string? By)
{
    /// <summary>Every extension is proposed once, for what is most certain: the extension itself, then the address, then the name.</summary>
    public static IReadOnlyList<EmployeeProposal> Of(IReadOnlyList<VendorEmployee> employees, IReadOnlyList<Employee> ours)
    {
        var proposals = new EmployeeProposal?[employees.Count];
        var free = (ours.Count > 0 ? ours : employees.DistinctBy(theirs => theirs.Extension).Select(theirs => new Employee(theirs.Extension))).ToList();
        Match(ours.Count > 0 ? "extension" : "vendor", (theirs, own) => theirs.Extension == own.Extension);
        Match("email", (theirs, own) => IsSame(theirs.Email, own.Email));
        Match("name", (theirs, own) => IsSame(theirs.Name, own.Name));
        return [.. proposals.Select((proposal, index) => proposal ?? new EmployeeProposal(employees[index], null, null))];

        void Match(string by, Func<VendorEmployee, Employee, bool> fits)
        {
            for (var index = 0; index < employees.Count; index++)
            {
                if (proposals[index] is not null || free.Find(own => fits(employees[index], own)) is not { } match)
                    continue;
                proposals[index] = new EmployeeProposal(employees[index], match.Extension, by);
                free.Remove(match);
            }
        }
    }

    private static bool IsSame(string? one, string? other)
        => !string.IsNullOrWhiteSpace(one) && string.Equals(one.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}
