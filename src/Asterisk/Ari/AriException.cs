namespace CallControl.Asterisk.Ari;

/// <summary>Base of what this client throws.</summary>
public abstract class AriException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same request may succeed later.</summary>
    public abstract bool IsTransient { get; }
}
