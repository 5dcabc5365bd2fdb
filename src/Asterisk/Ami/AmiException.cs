namespace CallControl.Asterisk.Ami;

/// <summary>The link failed: not connected, lost, no answer in time. What Asterisk refuses is an <see cref="AmiResponse"/>, not an exception.</summary>
public sealed class AmiException : IOException
{
    public AmiException()
    {
    }

    public AmiException(string message)
        : base(message)
    {
    }

    public AmiException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Always worth another try once the link is back.</summary>
    public static bool IsTransient => true;
}
