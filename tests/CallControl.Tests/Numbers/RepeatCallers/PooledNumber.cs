namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>A row of <c>virtual_numbers</c>.</summary>
internal sealed class PooledNumber
{
    public required int Id { get; init; }

    public bool IsBusy { get; set; }

    public long? Listing { get; set; }

    public DateTime? Until { get; set; }

    public DateTime? LastLeasedAt { get; set; }

    public bool IsLiveAt(DateTime now) => IsBusy && !(Until <= now);

    public void Free() => (IsBusy, Listing, Until) = (false, null, null);
}
