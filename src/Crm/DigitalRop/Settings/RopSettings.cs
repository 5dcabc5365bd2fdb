using System.Security.Cryptography;
using System.Text;

namespace CallControl.Crm.DigitalRop.Settings;

/// <summary>The account as it is configured; see <see cref="SettingsReader"/> for the JSON.</summary>
internal sealed record RopSettings
{
    /// <summary>False for a switched-off account, which may be incomplete.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Null when it is not set up: the service has no public address.</summary>
    public required Uri? BaseUrl { get; init; }

    /// <summary>Empty when it is not set up.</summary>
    public required string ApiKey { get; init; }

    /// <summary><c>calls/audio-upload</c> or <c>calls</c>, which do the same.</summary>
    public required string IngestPath { get; init; }

    /// <summary>Whether calls are sent as form fields; else as JSON.</summary>
    public required bool AsForm { get; init; }

    /// <summary>The same for enterprises that share an account at the service; says nothing of the key.</summary>
    public string AccountKey => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{BaseUrl} {ApiKey}")))[..32];

    public required int RatePerMinute { get; init; }

    public required AudioLimits Audio { get; init; }

    public required CallRules Rules { get; init; }

    /// <summary>Who the service knows at each extension, where the settings say it.</summary>
    public required IReadOnlyDictionary<string, MappedManager> Managers { get; init; }

    /// <summary>Stands before an extension that is an id for want of another; empty when one enterprise alone uses the account.</summary>
    public required string ExtensionPrefix { get; init; }

    /// <summary>Stands for a talk of nobody who has an extension; null: such calls are not sent.</summary>
    public required string? UnknownManagerId { get; init; }

    /// <summary>Whether calls are sent whose deal nobody knows.</summary>
    public required bool WithoutDeal { get; init; }

    /// <summary>What stands for the deal then: the service wants one.</summary>
    public required string UnknownDealId { get; init; }

    public required bool SyncManagers { get; init; }

    public required bool SyncOffices { get; init; }

    /// <summary>Null: the enterprise is the only office.</summary>
    public required IReadOnlyList<MappedOffice>? Offices { get; init; }

    /// <summary>Extensions of those who lead the only office.</summary>
    public required IReadOnlyList<string> Leaders { get; init; }

    /// <summary>Addresses at which checklists are taken.</summary>
    public required IReadOnlyList<ResultAddress> Checklists { get; init; }

    /// <summary>Addresses at which tables are taken.</summary>
    public required IReadOnlyList<ResultAddress> Tables { get; init; }

    public required bool CommentToCrm { get; init; }
}
