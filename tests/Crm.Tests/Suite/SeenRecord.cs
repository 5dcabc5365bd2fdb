namespace CallControl.Crm.Tests.Suite;

/// <summary>A call record as the vendor keeps it; what it doesn't keep is null.</summary>
/// <param name="Client">The client's number as it was sent.</param>
/// <param name="Incoming">Its direction.</param>
/// <param name="Extension">Of the employee.</param>
/// <param name="StartedAt">When the call began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Recordings">Links.</param>
public sealed record SeenRecord(string Client, bool Incoming, string? Extension, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<string> Recordings);
