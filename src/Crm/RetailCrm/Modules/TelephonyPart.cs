namespace CallControl.Crm.RetailCrm.Modules;

/// <param name="MakeCallUrl">Where clicks go.</param>
/// <param name="ChangeUserStatusUrl">Where a user's change of status goes.</param>
/// <param name="AdditionalCodes">Who sits at which extension; null leaves what is in RetailCRM.</param>
/// <param name="ExternalPhones">Which store a number belongs to; null leaves what is in RetailCRM.</param>
internal sealed record TelephonyPart(
    Uri? MakeCallUrl, Uri? ChangeUserStatusUrl, IReadOnlyList<AdditionalCode>? AdditionalCodes, IReadOnlyList<ExternalPhone>? ExternalPhones)
{
    /// <summary>Extensions may also be given in RetailCRM's own pages when none are configured here.</summary>
    public bool AllowEdit { get; init; }

    public bool InputEventSupported { get; init; } = true;

    public bool OutputEventSupported { get; init; } = true;

    public bool HangupEventSupported { get; init; } = true;
}
