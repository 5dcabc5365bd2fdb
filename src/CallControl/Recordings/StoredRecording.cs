namespace CallControl.Recordings;

/// <summary>A finished recording on the disk.</summary>
/// <param name="Path">Whole, inside the recordings folder.</param>
/// <param name="DownloadName">What a browser saves it as.</param>
internal sealed record StoredRecording(string Path, string DownloadName);
