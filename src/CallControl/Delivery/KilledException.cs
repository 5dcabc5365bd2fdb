namespace CallControl.Delivery;

/// <summary>Thrown by tests in place of the end of the process: nothing may tidy up after it.</summary>
internal sealed class KilledException : Exception
{
    public KilledException()
    {
    }

    public KilledException(string message)
        : base(message)
    {
    }

    public KilledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
