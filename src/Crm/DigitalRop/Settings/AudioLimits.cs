namespace CallControl.Crm.DigitalRop.Settings;

/// <summary>What the service takes.</summary>
/// <param name="Bytes">The largest file.</param>
/// <param name="Duration">The longest talk.</param>
/// <param name="Formats">Names of files end in one of them, without dot.</param>
internal sealed record AudioLimits(long Bytes, TimeSpan Duration, IReadOnlyList<string> Formats);
