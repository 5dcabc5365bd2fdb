using System.Net;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.UonTravel.Settings;

/// <summary>The account as it is configured; see <see cref="SettingsReader"/> for the JSON.</summary>
internal sealed record UonSettings
{
    /// <summary>False for a switched-off account, which may be incomplete.</summary>
    public required bool Enabled { get; init; }

    public required Uri ApiUrl { get; init; }

    /// <summary>Empty when it is not set up.</summary>
    public required string ApiKey { get; init; }

    public required string? AccountId { get; init; }

    /// <summary>The host of the account's pages, <c>id50001.u-on.ru</c>; null when it is not known: then nothing is linked.</summary>
    public required string? Host { get; init; }

    public required bool LogCalls { get; init; }

    /// <summary>Whether a pop-up is shown at incoming calls.</summary>
    public required bool NotifyIncoming { get; init; }

    /// <summary>Whether a pop-up is shown at outgoing calls.</summary>
    public required bool NotifyOutgoing { get; init; }

    /// <summary>Pop-ups with what is known of the client, in HTML; false for three lines of text.</summary>
    public required bool Enriched { get; init; }

    public required CallActions Incoming { get; init; }

    public required CallActions Outgoing { get; init; }

    /// <summary>Extension by U-ON's id of the employee.</summary>
    public required IReadOnlyDictionary<string, string> Extensions { get; init; }

    /// <summary>In the address of webhooks; null until the settings are saved through this program.</summary>
    public required string? WebhookSecret { get; init; }

    /// <summary>Who may call the webhook; empty for everybody.</summary>
    public required IReadOnlyList<IPNetwork> WebhookNetworks { get; init; }

    /// <summary>Ids of the webhooks that were made at U-ON.</summary>
    public required IReadOnlyList<string> WebhookIds { get; init; }

    public CallActions ActionsOf(CrmCall call) => call.Direction == CallDirection.Incoming ? Incoming : Outgoing;

    public bool Notifies(CrmCall call) => call.Direction == CallDirection.Incoming ? NotifyIncoming : NotifyOutgoing;

    public string? ExtensionOf(string? managerId) => managerId is null ? null : Extensions.GetValueOrDefault(managerId);

    public IEnumerable<string> ManagersAt(string extension) => Extensions.Where(pair => pair.Value == extension).Select(pair => pair.Key);

    /// <summary>Who gets the credit for a call of this extension; null when it is nobody's.</summary>
    public string? ManagerAt(string? extension) => extension is null ? null : ManagersAt(extension).FirstOrDefault();
}
