namespace CallControl.Crm.UonTravel;

/// <summary>How long U-ON is waited for.</summary>
/// <param name="Request">For one answer.</param>
/// <param name="Card">For learning about the client before a pop-up is shown without.</param>
/// <param name="Index">U-ON finds a client by phone only so long after he was made.</param>
public sealed record UonTravelTimings(TimeSpan Request, TimeSpan Card, TimeSpan Index)
{
    /// <summary>The first pause before a webhook is tried to be set up once more.</summary>
    public TimeSpan Repeat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>U-ON speaks of one second; a tenth more, since a timer may fire some milliseconds early and a request may overtake what U-ON still has to do.</summary>
    private static readonly TimeSpan DefaultIndex = TimeSpan.FromSeconds(1.1);

    public static UonTravelTimings Default { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(3), DefaultIndex);
}
