using System.Text.Json.Serialization;
using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Clients;

/// <summary>What was found out about a call's client, kept with the call.</summary>
/// <param name="Href">Address of the counterparty; null when there is none.</param>
/// <param name="OwnerExtension">Of the responsible employee.</param>
/// <param name="IsNew">Made for this call.</param>
internal sealed record ClientNote(string? Href, string? OwnerExtension = null, bool IsNew = false)
{
    [JsonIgnore]
    public string? Id => Href is null ? null : new Meta(Href, "counterparty").Id();

    public static ClientNote Nobody { get; } = new((string?)null);
}
