namespace CallControl.Crm.Contracts;

/// <summary>A vendor could not be told or asked. The outbox tries again what is transient, and sets aside what is not.</summary>
public sealed class CrmException : Exception
{
    public CrmException()
    {
    }

    public CrmException(string message)
        : base(message)
    {
    }

    public CrmException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>True for timeouts, broken connections, 429 and 5xx; false when the vendor refused the content or the key.</summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// True when nothing of this account can work until somebody changes something there or in its settings: the key is refused, the solution is not installed, the user
    /// is blocked. Its events then wait, none is set aside, and it is tried rarely: vendors lock out who knocks on.
    /// </summary>
    public bool IsAccountProblem { get; init; }

    /// <summary>The vendor's HTTP status or error code; null when there was no answer.</summary>
    public string? Code { get; init; }

    /// <summary>How long the vendor asks us to wait; null when it says nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
