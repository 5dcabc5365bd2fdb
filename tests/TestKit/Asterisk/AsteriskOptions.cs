namespace CallControl.TestKit.Asterisk;

/// <summary>What makes one Asterisk differ from another. <see cref="PbxProfile"/> and <see cref="PstnProfile"/> make these.</summary>
public sealed record AsteriskOptions
{
    /// <summary>Name of its folder; a number is added when another running instance has it.</summary>
    public required string Name { get; init; }

    public required AsteriskPorts Ports { get; init; }

    /// <summary>Which Asterisk it is: see <see cref="AsteriskRoot"/>.</summary>
    public string Root { get; init; } = AsteriskRoot.Current;

    /// <summary>Folders copied into /etc/asterisk in this order, a later file replacing an earlier one of the same name.</summary>
    public required IReadOnlyList<string> ConfigFolders { get; init; }

    /// <summary>Files written into /etc/asterisk after the folders, by relative path: whole files, or local/*.conf overrides.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public required string AriUser { get; init; }

    public string AriPassword { get; init; } = "rig-ari";

    public required string AmiUser { get; init; }

    public string AmiPassword { get; init; } = "rig-ami";
}
