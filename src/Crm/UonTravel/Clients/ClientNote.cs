using CallControl.Crm.UonTravel.Api;

namespace CallControl.Crm.UonTravel.Clients;

/// <summary>What was found out about a call's client, kept with the call.</summary>
/// <param name="Id">U-ON's id; null when it knows nobody.</param>
/// <param name="Person">His name; null for one who was made for this call, and for a company without a person.</param>
/// <param name="Company">Null for a private person.</param>
/// <param name="IsNew">Made for this call, so without leads.</param>
/// <param name="MadeAt">When he was made, for this call or another line of his; null when U-ON had him.</param>
internal sealed record ClientNote(string? Id, string? Person = null, string? Company = null, bool IsNew = false, DateTimeOffset? MadeAt = null)
{
    public static ClientNote Nobody { get; } = new((string?)null);

    public static ClientNote Of(UonClient client) => new(client.Id, client.Person, client.Company, MadeAt: client.MadeAt);
}
