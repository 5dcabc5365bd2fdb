using System.Globalization;

namespace CallControl.Asterisk.Agi;

/// <summary>
/// What the dialplan asks: <c>AGI(agi://host/customer-name,0367)</c> names the script and gives it arguments. Asterisk sends it as lines
/// <c>agi_network_script: customer-name</c>, <c>agi_arg_1: 0367</c>, with what it knows of the channel, up to an empty line
/// (<c>setup_env</c> in its <c>res_agi.c</c>).
/// </summary>
public sealed class AgiRequest
{
    private readonly Dictionary<string, string> _fields;

    private AgiRequest(Dictionary<string, string> fields)
    {
        _fields = fields;
        var arguments = new List<string>();
        while (fields.TryGetValue("agi_arg_" + (arguments.Count + 1).ToString(CultureInfo.InvariantCulture), out var argument))
            arguments.Add(argument);
        Arguments = arguments;
    }

    /// <summary>What stands behind the host in the address; empty where nothing does.</summary>
    public string Script => _fields.GetValueOrDefault("agi_network_script", "").Trim('/');

    public IReadOnlyList<string> Arguments { get; }

    public string Channel => Known("agi_channel") ?? "";

    public string UniqueId => Known("agi_uniqueid") ?? "";

    /// <summary>The caller's number; null where he hides it.</summary>
    public string? CallerId => Known("agi_callerid");

    /// <summary>The extension that the dialplan is in: the number that was dialled.</summary>
    public string Extension => Known("agi_extension") ?? "";

    /// <summary>The argument at a place, counted from 0; null where it is missing or blank.</summary>
    public string? Argument(int place) => place < Arguments.Count && !string.IsNullOrWhiteSpace(Arguments[place]) ? Arguments[place].Trim() : null;

    /// <param name="lines">Without the empty line at the end.</param>
    /// <exception cref="AgiException">It is not a request over the network.</exception>
    public static AgiRequest Parse(IEnumerable<string> lines)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !line.StartsWith("agi_", StringComparison.Ordinal))
                throw new AgiException("this is not AGI: a line without agi_name: value");
            fields[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return fields.ContainsKey("agi_network") ? new AgiRequest(fields) : throw new AgiException("this is not FastAGI: agi_network is missing");
    }

    /// <summary>Asterisk writes "unknown" for what it does not know.</summary>
    private string? Known(string name) => _fields.GetValueOrDefault(name) is { Length: > 0 } value && value != "unknown" ? value : null;
}
