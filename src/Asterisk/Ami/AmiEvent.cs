namespace CallControl.Asterisk.Ami;

/// <summary>Something Asterisk tells unasked, or one element of a list it was asked for.</summary>
/// <param name="Name"><c>Hangup</c>, <c>OriginateResponse</c> …</param>
/// <param name="Fields">Every field in the order of the wire; names can repeat.</param>
public sealed record AmiEvent(string Name, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The id of the action it follows from; null for most events.</summary>
    public string? ActionId => this["ActionID"];

    /// <summary>Unique id of the channel it is about; null when it is about none, and where Asterisk writes <c>&lt;null&gt;</c>.</summary>
    public string? UniqueId => this["Uniqueid"] is { Length: > 0 } id && id != "<null>" ? id : null;

    /// <summary>The first field of that name, or null.</summary>
    public string? this[string name] => AmiFields.Find(Fields, name);
}
