using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Phone;

/// <summary>A call as MoySklad keeps it.</summary>
/// <param name="Id">MoySklad's id.</param>
public sealed record PhoneCall(string Id)
{
    public string? ExternalId { get; init; }

    public string? Extension { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public IReadOnlyList<string>? RecordUrl { get; init; }

    public string? Comment { get; init; }

    /// <summary>Whom MoySklad found by the number, or whom we named.</summary>
    public Meta? Counterparty { get; init; }

    /// <summary>Who is responsible for the client; absent when nobody is or he has no extension.</summary>
    public PhoneEmployee? Counterpartyowner { get; init; }
}
