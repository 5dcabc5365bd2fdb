using System.Text.Json;
using CallControl.Crm.UonTravel.Wire;

namespace CallControl.Crm.UonTravel.Api;

/// <summary>A lead ("request for a tour").</summary>
/// <param name="Id">Also the id that <c>request/update</c> takes.</param>
/// <param name="StatusId">One of <c>status_lead</c>.</param>
/// <param name="Status">Its name.</param>
/// <param name="Date"><c>2026-01-15 14:52</c>; sorts as text.</param>
/// <param name="ManagerId">Null when nobody is responsible.</param>
/// <param name="Notes">What was sent as <c>note</c>.</param>
internal sealed record UonLead(string Id, string? StatusId, string? Status, string? Date, string? ManagerId, string? Notes)
{
    public static UonLead? Of(JsonElement row) => row.Id("id") is { } id
        ? new UonLead(id, row.Id("status_id"), row.Text("status"), row.Text("dat"), row.Id("manager_id"), row.Text("notes") ?? row.Text("note"))
        : null;
}
