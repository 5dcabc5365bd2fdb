namespace CallControl.Crm.Tests.Suite;

/// <summary>What the suite wants of an account, in every vendor's own words.</summary>
/// <param name="CreateClients">Unknown numbers become clients.</param>
/// <param name="Cards">Cards are shown at incoming and outgoing calls.</param>
public sealed record LabSettings(bool CreateClients = true, bool Cards = true);
