namespace CallControl.Crm.RetailCrm.Telephony;

/// <summary>What drives pop-ups.</summary>
/// <param name="Phone">The client's.</param>
/// <param name="Type">One of <see cref="Words"/>.</param>
/// <param name="Codes">The extensions whose users' screens it is for.</param>
/// <param name="CallExternalId">Ours.</param>
internal sealed record LiveEvent(string Phone, string Type, IReadOnlyList<string> Codes, string CallExternalId)
{
    /// <summary>Of a hang-up alone.</summary>
    public string? HangupStatus { get; init; }

    public string? ExternalPhone { get; init; }

    public string? Site { get; init; }
}
