using CallControl.Crm.Contracts;
using CallControl.Crm.RetailCrm.Telephony;

namespace CallControl.Crm.RetailCrm.Settings;

/// <summary>The account as it is configured; see <see cref="SettingsReader"/> for the JSON.</summary>
internal sealed record RetailCrmSettings
{
    /// <summary>False for a switched-off account, which may be incomplete.</summary>
    public required bool Enabled { get; init; }

    /// <summary>The account's host, without a path.</summary>
    public required Uri Host { get; init; }

    /// <summary>Empty when it is not set.</summary>
    public required string ApiKey { get; init; }

    /// <summary>What RetailCRM names this account by in its requests to us.</summary>
    public required string? ClientId { get; init; }

    public required string? WebhookSecret { get; init; }

    public required string? ModuleCode { get; init; }

    public required string ModuleName { get; init; }

    public required Uri? Logo { get; init; }

    /// <summary>Null while nobody outside can reach us.</summary>
    public required Uri? MakeCallUrl { get; init; }

    public required Uri? UserStatusUrl { get; init; }

    /// <summary>The store of new clients and orders, for a key that opens several.</summary>
    public required string? Site { get; init; }

    public required IReadOnlyList<StorePhone> ExternalPhones { get; init; }

    public required bool NotifyIncoming { get; init; }

    public required bool NotifyOutgoing { get; init; }

    /// <summary>Whether a client's own manager sees the pop-up of a call that rings elsewhere.</summary>
    public required bool NotifyResponsible { get; init; }

    /// <summary>Whether a manager counts also while his status in RetailCRM is busy or away.</summary>
    public required bool IgnoreStatus { get; init; }

    public required CallActions Incoming { get; init; }

    public required CallActions Outgoing { get; init; }

    public required IReadOnlyList<MappedUser> Users { get; init; }

    public CallActions ActionsOf(CrmCall call) => call.Direction == CallDirection.Incoming ? Incoming : Outgoing;

    public string? SiteOf(PhoneNumber line) => ExternalPhones.FirstOrDefault(phone => phone.Phone == line)?.Site ?? Site;

    public string? ExtensionOf(int? userId) => Users.FirstOrDefault(user => user.UserId == userId)?.Extension;

    /// <summary>Where a manager sits: RetailCRM does not say it of everyone who has an extension here.</summary>
    public string? ExtensionOf(Manager? manager) => manager is null ? null : manager.Code is { Length: > 0 } code ? code : ExtensionOf(manager.Id);

    public int? UserAt(string? extension) => Users.FirstOrDefault(user => user.Extension == extension)?.UserId;

    /// <summary>Whether RetailCRM can show a pop-up at the extension. Without a mapping every extension is tried.</summary>
    public bool HasScreen(string extension) => extension.Length > 0 && (Users.Count == 0 || Users.Any(user => user.Extension == extension));
}
