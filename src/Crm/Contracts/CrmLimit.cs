namespace CallControl.Crm.Contracts;

/// <summary>So many requests in any span of a time, and so many at once. Shared by all replicas of this program.</summary>
/// <param name="Requests">At most so many begin within <paramref name="Per"/>.</param>
/// <param name="Per">The span.</param>
/// <param name="Parallel">At most so many wait for their answer at one time.</param>
public sealed record CrmLimit(int Requests, TimeSpan Per, int Parallel);
