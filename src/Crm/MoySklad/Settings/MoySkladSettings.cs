namespace CallControl.Crm.MoySklad.Settings;

/// <summary>The account as it is configured; see <see cref="SettingsReader"/> for the JSON.</summary>
internal sealed record MoySkladSettings
{
    /// <summary>False for a switched-off account, which may be incomplete.</summary>
    public required bool Enabled { get; init; }

    public required Uri PhoneApiUrl { get; init; }

    public required Uri MainApiUrl { get; init; }

    /// <summary>Key of the Phone API; empty when it is not set up.</summary>
    public required string IntegrationCode { get; init; }

    /// <summary>Token of the JSON API; empty when clients are not looked up.</summary>
    public required string ApiToken { get; init; }

    /// <summary>How many requests the JSON API takes in three seconds; it depends on the kind of token.</summary>
    public required int MainApiRequests { get; init; }

    public required string? WebhookUuid { get; init; }

    public required SignatureMode Signature { get; init; }

    /// <summary>Whether a card is shown at incoming calls.</summary>
    public required bool NotifyIncoming { get; init; }

    /// <summary>Whether a card is shown at outgoing calls.</summary>
    public required bool NotifyOutgoing { get; init; }

    public required CallActions Incoming { get; init; }

    public required CallActions Outgoing { get; init; }

    public required IReadOnlyList<MappedEmployee> Employees { get; init; }

    /// <summary>The extension of an employee of MoySklad; null when he isn't mapped.</summary>
    public string? ExtensionOf(string employeeId) =>
        Employees.FirstOrDefault(employee => employee.EmployeeId.Equals(employeeId, StringComparison.OrdinalIgnoreCase))?.Extension;

    /// <summary>Whether MoySklad can show a card at the extension. Without a mapping every extension is tried.</summary>
    public bool HasScreen(string extension) => Employees.Count == 0 || Employees.Any(employee => employee.Extension == extension);
}
