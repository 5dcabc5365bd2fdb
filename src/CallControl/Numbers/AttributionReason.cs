namespace CallControl.Numbers;

/// <summary>Why a call was taken to be about a listing.</summary>
internal enum AttributionReason
{
    /// <summary>The number is leased to the listing now, and the caller's own history does not say otherwise.</summary>
    LiveLease,

    /// <summary>The number is not leased; this caller reached, or was shown, the listing on it before.</summary>
    CallerHistory,

    /// <summary>The number is not leased and the caller is new; the listing was the last it was leased to.</summary>
    RecentLease,

    /// <summary>The live lease and the caller's own history name different listings: ask him.</summary>
    Ambiguous,

    /// <summary>Both name different listings, but he was asked before, and nobody was shown the number since: his answer still holds.</summary>
    CallerChoice,

    /// <summary>
    /// Whom this caller knew the number for was deleted, and the number speaks for another listing: he is told for which, and presses 1, even
    /// where nobody has to confirm.
    /// </summary>
    OwnListingGone,

    /// <summary>Nothing is known about this number, or nothing recent enough.</summary>
    Unknown,
}
