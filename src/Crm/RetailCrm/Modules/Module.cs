namespace CallControl.Crm.RetailCrm.Modules;

/// <summary>Our module in an account.</summary>
internal sealed record Module(string Code, string IntegrationCode, bool Active, string? Name, string? ClientId, ModuleParts? Integrations)
{
    public Uri? Logo { get; init; }

    public Uri? BaseUrl { get; init; }
}
