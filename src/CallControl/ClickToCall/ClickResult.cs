namespace CallControl.ClickToCall;

/// <summary>What comes of a click: a call, or a refusal.</summary>
internal readonly record struct ClickResult
{
    /// <summary>Null when it was refused.</summary>
    public Guid? CallId { get; private init; }

    /// <summary>True when the call was there already.</summary>
    public bool IsRepeated { get; private init; }

    /// <summary>Null when there is a call.</summary>
    public ClickRefusal? Refusal { get; private init; }

    public static ClickResult Call(Guid id, bool repeated) => new() { CallId = id, IsRepeated = repeated };

    public static ClickResult Refused(ClickRefusal refusal) => new() { Refusal = refusal };
}
