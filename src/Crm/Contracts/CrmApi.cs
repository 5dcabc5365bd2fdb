namespace CallControl.Crm.Contracts;

/// <summary>One API of a vendor, with limits of its own.</summary>
/// <param name="Name">Short, in logs and metrics: <c>phone</c>, <c>remap</c>.</param>
/// <param name="Limit">What the vendor allows, with room to spare.</param>
public sealed record CrmApi(string Name, CrmLimit Limit)
{
    /// <summary>What the vendor counts requests by, when it is not the enterprise's account: a token, a host. Enterprises that share it share the limit. Only its hash is kept.</summary>
    public string? CountedBy { get; init; }

    /// <summary>For one answer, counted from the moment the request has its turn. A <see cref="CrmException"/> that is transient when it is over.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads how long the vendor asks us to wait out of an answer of 429 or 5xx, where it doesn't use <c>Retry-After</c>; that is read before.</summary>
    public Func<HttpResponseMessage, TimeSpan?>? RetryAfter { get; init; }

    /// <summary>For a vendor that answers 5xx or 429 with something its adapter must read: true returns such an answer instead of throwing.</summary>
    public Func<HttpResponseMessage, bool>? IsAnswer { get; init; }
}
