namespace CallControl.Asterisk.Ami;

/// <summary>One message off the wire: <c>Name: value</c> lines up to an empty line.</summary>
internal sealed record AmiMessage(IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public bool IsResponse => Fields.Count > 0 && string.Equals(Fields[0].Key, "Response", StringComparison.OrdinalIgnoreCase);

    public bool IsEvent => Fields.Count > 0 && string.Equals(Fields[0].Key, "Event", StringComparison.OrdinalIgnoreCase);

    public string? ActionId => AmiFields.Find(Fields, "ActionID");

    /// <returns>Null at the end of the stream.</returns>
    public static async ValueTask<AmiMessage?> ReadAsync(TextReader reader, CancellationToken cancellation)
    {
        var fields = new List<KeyValuePair<string, string>>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length == 0)
            {
                if (fields.Count > 0)
                    return new AmiMessage(fields);
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            // A line without a colon can only be a module's free text; it is kept under no name rather than breaking the stream.
            fields.Add(colon < 0 ? new("", line) : new(line[..colon], line[(colon + 1)..].TrimStart(' ')));
        }
        return null;
    }

    public AmiEvent ToEvent() => new(Fields[0].Value, Fields);

    public AmiResponse ToResponse()
    {
        var response = new AmiResponse(false, "", Fields);
        // Wire form: "Response: Success | Error | Goodbye | Pong (old servers)".
        return response with { Success = !string.Equals(response["Response"], "Error", StringComparison.OrdinalIgnoreCase), Message = response["Message"] ?? "" };
    }
}
