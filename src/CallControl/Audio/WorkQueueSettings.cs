namespace CallControl.Audio;

/// <param name="Capacity">More than this is refused.</param>
/// <param name="Attempts">Given up after so many.</param>
/// <param name="FirstWait">Before the second attempt; doubles from there.</param>
/// <param name="LongestWait">It never grows above this.</param>
internal sealed record WorkQueueSettings(int Capacity, int Attempts, TimeSpan FirstWait, TimeSpan LongestWait);
