namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>A row of <c>call_tracking</c>.</summary>
internal sealed class ShownNumber
{
    public required int Number { get; init; }

    public required long Listing { get; init; }

    public int Visitor { get; init; }

    public required DateTime ShownAt { get; init; }

    public DateTime? ExpiresAt { get; set; }

    public DateTime? CalledAt { get; set; }

    public int? Caller { get; set; }

    public DateTime At => CalledAt ?? ShownAt;
}
