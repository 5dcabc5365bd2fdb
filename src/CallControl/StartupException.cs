namespace CallControl;

/// <summary>The program can't start for a reason that its operator can mend; the message is the one line he is shown.</summary>
internal sealed class StartupException : Exception
{
    public StartupException()
    {
    }

    public StartupException(string message) : base(message)
    {
    }

    public StartupException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
