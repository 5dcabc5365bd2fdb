namespace CallControl.Crm.Contracts;

/// <summary>Seen from the enterprise.</summary>
public enum CallDirection
{
    /// <summary>The client called.</summary>
    Incoming,

    /// <summary>An employee called the client.</summary>
    Outgoing,
}
