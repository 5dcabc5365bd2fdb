namespace CallControl.ExternalPbx.Zadarma;

/// <summary>What is known of a call before a webhook is taken.</summary>
internal sealed record ZadarmaKnown
{
    public long? ListingId { get; init; }

    /// <summary>Null: nobody has looked for the listing yet.</summary>
    public string? Attribution { get; init; }

    public bool Ended { get; init; }

    /// <summary>How many different answers the caller has given to our question.</summary>
    public long Answers { get; init; }
}
