using CallControl.Crm.UonTravel.Api;

namespace CallControl.Crm.UonTravel.Leads;

/// <summary>All leads of one client, the latest first.</summary>
/// <param name="Open">Whose status is not archived. A status that is not in the list counts as open: nothing is made beside it.</param>
/// <param name="Archived">The others.</param>
internal sealed record ClientLeads(IReadOnlyList<UonLead> Open, IReadOnlyList<UonLead> Archived)
{
    public static ClientLeads None { get; } = new([], []);

    public static ClientLeads Of(IEnumerable<UonLead> leads, IReadOnlyList<LeadStatus> statuses)
    {
        var archive = statuses.Where(status => status.IsArchive).Select(status => status.Id).ToHashSet(StringComparer.Ordinal);
        var sorted = leads.OrderByDescending(lead => lead.Date, StringComparer.Ordinal).ThenByDescending(lead => lead.Id.Length).ThenByDescending(lead => lead.Id, StringComparer.Ordinal)
            .ToLookup(lead => lead.StatusId is { } status && archive.Contains(status));
        return new ClientLeads([.. sorted[false]], [.. sorted[true]]);
    }
}
