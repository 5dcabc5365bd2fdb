using CallControl.Crm.UonTravel.Api;

namespace CallControl.Crm.UonTravel.Webhook;

/// <summary>What U-ON sent.</summary>
public sealed class WebhookMessage
{
    public required WebhookKind Kind { get; init; }

    /// <summary>What it names the account by: its id, its host; compare with <see cref="UonTravelVendor.WebhookKeys"/>.</summary>
    public required IReadOnlyList<string> AccountKeys { get; init; }

    /// <summary>U-ON's id of the employee who clicked or changed something.</summary>
    public string? UserId { get; init; }

    /// <summary>Whom to call, as it was written.</summary>
    public string? Phone { get; init; }

    public string? ClientId { get; init; }

    /// <summary>Null when the message names him only by his id.</summary>
    internal UonClient? Client { get; init; }
}
