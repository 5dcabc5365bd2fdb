namespace CallControl.Crm.RetailCrm.Wire;

/// <summary>What every answer has.</summary>
internal record Envelope
{
    public bool Success { get; init; }
}
