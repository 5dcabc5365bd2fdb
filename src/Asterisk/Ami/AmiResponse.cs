namespace CallControl.Asterisk.Ami;

/// <summary>What Asterisk answered. A refusal ("No such channel") is a normal outcome and therefore a value.</summary>
/// <param name="Success">False when Asterisk refused.</param>
/// <param name="Message">Asterisk's words; empty when it gave none.</param>
/// <param name="Fields">Every field in the order of the wire; names can repeat.</param>
public sealed record AmiResponse(bool Success, string Message, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The first field of that name, or null.</summary>
    public string? this[string name] => AmiFields.Find(Fields, name);
}
