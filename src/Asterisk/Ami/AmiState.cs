namespace CallControl.Asterisk.Ami;

/// <summary>The life of the link: Idle → Connecting → LoggingIn → Ready → Waiting (or Refused) → Connecting … → Stopped.</summary>
public enum AmiState
{
    /// <summary>Not started.</summary>
    Idle,
    Connecting,
    LoggingIn,
    Ready,

    /// <summary>The link is lost or could not be made; the next attempt waits its turn.</summary>
    Waiting,

    /// <summary>The server is there and refuses our name or secret; tried again, since an administrator may put it right.</summary>
    Refused,
    Stopped,
}
