namespace CallControl.Calls;

/// <summary>
/// Our id of a call, unique over nodes and sorted by time (UUID version 7). The ids of everything the call makes in Asterisk are
/// derived from it, so that a snapshot of Asterisk tells which call a channel or bridge belongs to.
/// </summary>
internal readonly record struct CallId(Guid Value)
{
    /// <summary>Starts every id that we give in Asterisk.</summary>
    public const string Prefix = "cc-";

    public static CallId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary><c>cc-</c> and 32 hexadecimal digits.</summary>
    public string InAsterisk => $"{Prefix}{Value:N}";

    /// <summary>The call whose object in Asterisk has this id; null when it is not one of ours.</summary>
    public static CallId? TryParse(string inAsterisk)
        => inAsterisk.StartsWith(Prefix, StringComparison.Ordinal)
            && inAsterisk.Length >= Prefix.Length + 32
            && Guid.TryParseExact(inAsterisk.AsSpan(Prefix.Length, 32), "N", out var id)
                ? new CallId(id)
                : null;

    public override string ToString() => Value.ToString();
}
