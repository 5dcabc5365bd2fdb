namespace CallControl.Delivery.Limits;

/// <summary>Leave for one request at a time; disposed when its answer is there.</summary>
internal sealed class Place(HeldPlaces owner, int number, long takenAt) : IAsyncDisposable
{
    public int Number => number;

    /// <summary>When it was got from the database.</summary>
    public long TakenAt => takenAt;

    public ValueTask DisposeAsync() => owner.ReturnAsync(this);
}
