using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CallControl.Asterisk.Ari.Requests;

/// <summary>
/// One REST request: a path template with its values, and parameters. The parameters of GET and DELETE travel in the query,
/// those of POST and PUT in a JSON body, since Asterisk's request line ends at 4 KB.
/// </summary>
public sealed class AriRequest(AriMethod method, string template, params string[] pathValues)
{
    private readonly List<(string Name, object Value)> _parameters = [];

    public AriMethod Method { get; } = method;

    /// <summary>The path as the server's api-docs spell it, <c>/channels/{channelId}/answer</c>.</summary>
    public string Template { get; } = template;

    /// <summary>The ids of the channel, bridge or playback that it is for; none for what is about the server.</summary>
    public IReadOnlyList<string> Subjects => pathValues;

    public IEnumerable<string> ParameterNames => _parameters.Select(p => p.Name);

    /// <summary>How long the answer may take; null for the connection's default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Whether the answer grows with the number of calls. Asterisk (22.10.1) builds a message of its websocket on the stack of a thread that has 496 KB, and dies of one that is
    /// longer: such a request goes over HTTP where that is possible.
    /// </summary>
    public bool MayBeLong { get; init; }

    /// <summary>A further status by which this operation speaks of something that has gone: 400 of addChannel, 500 of an answer that crosses the hang-up.</summary>
    public int? AlsoMeansGone { get; init; }

    /// <summary>A body that is not a list of parameters, as JSON text.</summary>
    public string? RawBody { get; init; }

    /// <summary>Adds a parameter; a null value leaves it out, so that the server's default holds.</summary>
    public AriRequest With(string name, string? value)
    {
        if (value is not null)
            _parameters.Add((name, value));
        return this;
    }

    /// <inheritdoc cref="With(string, string?)"/>
    public AriRequest With(string name, int? value)
    {
        if (value is { } number)
            _parameters.Add((name, number));
        return this;
    }

    /// <inheritdoc cref="With(string, string?)"/>
    public AriRequest With(string name, bool? value)
    {
        if (value is { } flag)
            _parameters.Add((name, flag));
        return this;
    }

    /// <inheritdoc cref="With(string, string?)"/>
    public AriRequest With(string name, IReadOnlyDictionary<string, string>? value)
    {
        if (value is { Count: > 0 })
            _parameters.Add((name, value));
        return this;
    }

    /// <inheritdoc cref="With(string, string?)"/>
    public AriRequest With(string name, IEnumerable<string> values)
    {
        _parameters.Add((name, values.ToArray()));
        return this;
    }

    /// <summary>The path, with the query for GET and DELETE, relative to <c>/ari/</c>: <c>channels/17.3/answer</c>.</summary>
    public string RelativeUri()
    {
        var uri = new StringBuilder(96);
        var value = 0;
        for (var at = 1; at < Template.Length; at++)
        {
            if (Template[at] != '{')
            {
                uri.Append(Template[at]);
                continue;
            }

            uri.Append(Uri.EscapeDataString(pathValues[value++]));
            at = Template.IndexOf('}', at);
        }

        if (!HasBody)
            AppendQuery(uri);
        return uri.ToString();
    }

    /// <summary>The JSON body of a POST or PUT; empty when there is nothing to say.</summary>
    public ReadOnlyMemory<byte> Body()
    {
        if (RawBody is not null)
            return Encoding.UTF8.GetBytes(RawBody);
        if (!HasBody || _parameters.Count == 0)
            return ReadOnlyMemory<byte>.Empty;

        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in _parameters)
                WriteParameter(json, name, value);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Method and path, for logs and messages: parameters can hold callers' numbers.</summary>
    public override string ToString() => $"{Method.Word()} {Template}";

    private bool HasBody => Method is AriMethod.Post or AriMethod.Put;

    private void AppendQuery(StringBuilder uri)
    {
        var separator = '?';
        foreach (var (name, value) in _parameters)
        {
            uri.Append(separator).Append(name).Append('=')
                .Append(Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
            separator = '&';
        }
    }

    private static void WriteParameter(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case IReadOnlyDictionary<string, string> map:
                json.WriteStartObject(name);
                foreach (var (key, text) in map)
                    json.WriteString(key, text);
                json.WriteEndObject();
                break;
            case string[] list:
                json.WriteStartArray(name);
                foreach (var text in list)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A parameter cannot be a {value.GetType().Name}.", nameof(value));
        }
    }
}
