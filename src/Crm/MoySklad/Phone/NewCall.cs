using CallControl.Crm.MoySklad.Wire;

namespace CallControl.Crm.MoySklad.Phone;

/// <summary>Body of <c>POST /call</c>. What is filled here can't be changed later, but for the comment.</summary>
/// <param name="ExternalId">Our id; a call is found again by it.</param>
/// <param name="Number">The client's.</param>
/// <param name="IsIncoming">Seen from the enterprise.</param>
/// <param name="StartTime">When it came in or was placed.</param>
public sealed record NewCall(string ExternalId, string Number, bool IsIncoming, DateTimeOffset StartTime)
{
    /// <summary>The employee's; spelled right here, unlike <see cref="PhoneEmployee.Extention"/>.</summary>
    public string? Extension { get; init; }

    /// <summary>Wins over the number.</summary>
    public Meta? Counterparty { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public IReadOnlyList<string>? RecordUrl { get; init; }

    public string? Comment { get; init; }

    public IReadOnlyList<CardEvent>? Events { get; init; }
}
