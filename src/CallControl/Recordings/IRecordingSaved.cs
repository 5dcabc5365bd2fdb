namespace CallControl.Recordings;

/// <summary>Told of every finished recording. Throwing keeps the originals and brings the recording back later, so it must bear being told twice.</summary>
internal interface IRecordingSaved
{
    Task OnSavedAsync(Guid callId, string path, TimeSpan duration, CancellationToken cancellation);
}
