namespace CallControl.ExternalPbx;

/// <summary>Whom to connect.</summary>
/// <param name="To">The owner's number in E.164, or his extension.</param>
/// <param name="Whisper">Said to the owner alone before he is connected.</param>
internal sealed record RouteTarget(string To, string Whisper);
