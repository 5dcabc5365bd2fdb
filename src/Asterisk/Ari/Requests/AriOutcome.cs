namespace CallControl.Asterisk.Ari.Requests;

/// <summary>
/// What became of a command. A command for something that has gone in the meantime (a caller may hang up at any moment) is a normal
/// outcome; everything else that Asterisk refuses is an <see cref="AriRefusedException"/>.
/// </summary>
public enum AriOutcome
{
    /// <summary>Accepted. It need not have happened yet: ring, moh, dtmf, dial and continue are queued.</summary>
    Done,

    /// <summary>404, 409, 412 or 422: the channel, bridge or playback has gone, is not in the application, or the id is taken.</summary>
    Gone,
}
