using System.Text;

namespace CallControl.Asterisk.Ami;

/// <summary>One action: its name and fields. A value that could begin a header of its own is refused here, before it gets near the wire.</summary>
public sealed class AmiAction
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    public AmiAction(string name)
    {
        Name = Checked(name, nameof(name));
    }

    public string Name { get; }

    /// <summary>The ActionID, which events that follow from the action carry too; null: the connection chooses one.</summary>
    /// <exception cref="ArgumentException">It holds a line break or a zero.</exception>
    public string? Id
    {
        get;
        init => field = value is null ? null : Checked(value, nameof(value));
    }

    /// <summary>Adds a field; null leaves it out.</summary>
    /// <exception cref="ArgumentException">The name or the value holds a line break or a zero.</exception>
    public AmiAction With(string name, string? value)
    {
        if (value is not null)
            _fields.Add(new(Checked(name, nameof(name)), Checked(value, nameof(value))));
        return this;
    }

    internal string ToWire(string actionId)
    {
        var text = new StringBuilder().Append("Action: ").Append(Name).Append("\r\nActionID: ").Append(actionId).Append("\r\n");
        foreach (var (name, value) in _fields)
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        return text.Append("\r\n").ToString();
    }

    private static string Checked(string text, string parameter) =>
        text.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 ? text : throw new ArgumentException("A line break would inject a header into the action.", parameter);
}
