namespace CallControl.Delivery.Outbox;

/// <summary>What becomes of an event after an attempt.</summary>
/// <param name="Id">Its row.</param>
/// <param name="State"><c>delivered</c>, <c>expired</c>, <c>dead</c>, or <c>waiting</c> for the next attempt.</param>
/// <param name="Wait">Until the next attempt.</param>
/// <param name="Error">Why not, without secrets.</param>
internal sealed record OutboxResult(long Id, string State, TimeSpan Wait, string? Error)
{
    public static OutboxResult Delivered(long id) => new(id, "delivered", TimeSpan.Zero, null);

    public static OutboxResult Expired(long id) => new(id, "expired", TimeSpan.Zero, null);

    public static OutboxResult Dead(long id, string error) => new(id, "dead", TimeSpan.Zero, error);

    public static OutboxResult Again(long id, TimeSpan wait, string? error) => new(id, "waiting", wait, error);
}
