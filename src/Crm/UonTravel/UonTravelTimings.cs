namespace CallControl.Crm.UonTravel;

/// <summary>How long U-ON is waited for.</summary>
/// <param name="Request">For one answer.</param>
/// <param name="Card">For learning about the client before a pop-up is shown without.</param>
/// <param name="Index">U-ON finds a client by phone only so long after he was made.</param>
public sealed record UonTravelTimings(TimeSpan Request, TimeSpan Card, TimeSpan Index)
{
    /// <summary>The first pause before a webhook is tried to be set up once more.</summary>
    public TimeSpan Repeat { get; init; } = TimeSpan.FromSeconds(1);

    public static UonTravelTimings Default { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1));
}
