namespace CallControl.Recordings;

/// <summary>One call's recording to be converted. Paths are this process's.</summary>
internal sealed record RecordingJob(Guid CallId, string CallerFile, string OwnerFile, DateTimeOffset StartedAt);
