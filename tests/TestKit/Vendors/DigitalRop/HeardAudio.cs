namespace CallControl.TestKit.Vendors.DigitalRop;

/// <summary>What was found in a file.</summary>
/// <param name="Format">As ffprobe names it: <c>mp3</c>; empty when it is no sound.</param>
/// <param name="Duration">Of the decoded sound.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Problem">Why it can't be analysed; null when it can.</param>
public sealed record HeardAudio(string Format, TimeSpan Duration, long Bytes, string? Problem);
