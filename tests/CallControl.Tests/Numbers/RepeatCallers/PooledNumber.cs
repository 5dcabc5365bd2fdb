namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>A row of <c>virtual_numbers</c>.</summary>
internal sealed class PooledNumber
{
    public required int Id { get; init; }

    public bool IsBusy { get; set; }

    public long? Listing { get; set; }

    /// <summary>When it was last shown for, or given to, its listing.</summary>
    public DateTime? AssignedAt { get; set; }

    public DateTime? Until { get; set; }

    public DateTime? LastLeasedAt { get; set; }

    public bool IsLiveAt(DateTime now) => IsBusy && !(Until <= now);

    public void Free() => (IsBusy, Listing, AssignedAt, Until) = (false, null, null, null);
}
