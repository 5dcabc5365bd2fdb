namespace CallControl.Crm.DigitalRop;

/// <summary>How long is waited.</summary>
/// <param name="Request">For one answer of the service.</param>
/// <param name="Deal">For the CRM that knows the client's deal.</param>
public sealed record DigitalRopTimings(TimeSpan Request, TimeSpan Deal)
{
    public static DigitalRopTimings Default { get; } = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));
}
