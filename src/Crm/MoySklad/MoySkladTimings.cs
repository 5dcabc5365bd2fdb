namespace CallControl.Crm.MoySklad;

/// <summary>How long MoySklad is waited for.</summary>
/// <param name="Request">For one answer.</param>
/// <param name="Client">For finding or making the client before a card is shown or a call recorded without him; he is settled later then.</param>
public sealed record MoySkladTimings(TimeSpan Request, TimeSpan Client)
{
    public static MoySkladTimings Default { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(3));
}
