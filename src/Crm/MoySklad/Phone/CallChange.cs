namespace CallControl.Crm.MoySklad.Phone;

/// <summary>Body of <c>PUT /call/…</c>. Null leaves a field; a filled field keeps its value, but <see cref="Comment"/> is replaced and <see cref="RecordUrl"/> added to.</summary>
public sealed record CallChange
{
    public string? Extension { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public IReadOnlyList<string>? RecordUrl { get; init; }

    public string? Comment { get; init; }

    public IReadOnlyList<CardEvent>? Events { get; init; }
}
