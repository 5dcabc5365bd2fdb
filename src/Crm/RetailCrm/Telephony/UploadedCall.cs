namespace CallControl.Crm.RetailCrm.Telephony;

/// <summary>A call in RetailCRM's list of calls. It can't be changed once it is there.</summary>
/// <param name="Date">Of its beginning, by the enterprise's clock: <c>2026-01-15 10:00:00</c>.</param>
/// <param name="Type">One of <see cref="Words"/>.</param>
/// <param name="Phone">The client's.</param>
/// <param name="Result">One of <see cref="Words"/>.</param>
/// <param name="ExternalId">Ours; one that is known is not taken again.</param>
internal sealed record UploadedCall(string Date, string Type, string Phone, string Result, string ExternalId)
{
    public string? Code { get; init; }

    /// <summary>Seconds of talk.</summary>
    public int? Duration { get; init; }

    /// <summary>Seconds until the answer.</summary>
    public int? DurationWaiting { get; init; }

    public string? RecordUrl { get; init; }

    public string? ExternalPhone { get; init; }

    public string? Site { get; init; }
}
