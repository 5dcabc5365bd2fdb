using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>How one call runs: the listing's own wishes over the program's settings.</summary>
internal sealed record CallPlan
{
    public required bool Confirm { get; init; }

    public required RingStrategy Ring { get; init; }

    public required bool Accept { get; init; }

    public required TimeSpan RingTime { get; init; }

    public required TimeSpan TalkTime { get; init; }

    public required bool Record { get; init; }

    public required bool Consent { get; init; }

    public required OwnerSees OwnerSees { get; init; }

    public WorkingHours? Hours { get; init; }

    /// <param name="options">The program's settings.</param>
    /// <param name="recording">Whether the program records at all.</param>
    /// <param name="listing">The listing.</param>
    /// <param name="numbersConfirm">The number's own word on confirmation, which goes before the listing's.</param>
    public static CallPlan For(VirtualNumberOptions options, bool recording, Listing listing, bool? numbersConfirm)
    {
        var own = listing.Settings;
        return new CallPlan
        {
            Confirm = numbersConfirm ?? listing.Confirm,
            Ring = own.Ring ?? options.Ring,
            Accept = own.Accept ?? options.Accept,
            RingTime = own.RingSeconds is { } ring ? TimeSpan.FromSeconds(ring) : options.RingTime,
            TalkTime = own.TalkSeconds is { } talk ? TimeSpan.FromSeconds(talk) : options.TalkTime,
            Record = recording && (own.Record ?? true),
            Consent = own.Consent ?? options.Consent,
            OwnerSees = own.OwnerSees ?? options.OwnerSees,
            Hours = own.Hours,
        };
    }
}
