namespace CallControl.TestKit.Vendors.RetailCrm;

/// <summary>A live event that was taken.</summary>
/// <param name="CallId">Our id of the call.</param>
/// <param name="Type"><c>in</c>, <c>out</c>, <c>hangup</c>.</param>
/// <param name="Phone">The client's.</param>
/// <param name="Codes">Whose screens it is for; those that exist.</param>
/// <param name="HangupStatus">Of a hang-up.</param>
public sealed record StubCallEvent(string CallId, string Type, string Phone, IReadOnlyList<string> Codes, string? HangupStatus)
{
    /// <summary>Our number; empty when it was not said.</summary>
    public string ExternalPhone { get; init; } = "";

    /// <summary><c>in 151,152</c>, <c>hangup 151 no answered</c>.</summary>
    public override string ToString() => $"{Type} {string.Join(',', Codes)} {HangupStatus}".TrimEnd();
}
