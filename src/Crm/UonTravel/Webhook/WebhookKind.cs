namespace CallControl.Crm.UonTravel.Webhook;

/// <summary>What U-ON tells.</summary>
public enum WebhookKind
{
    /// <summary>Something that concerns nobody here.</summary>
    Other,

    /// <summary>Type 47, or <c>method=call</c>: somebody clicked on a number.</summary>
    Click,

    /// <summary>Type 3.</summary>
    ClientCreated,

    /// <summary>Type 4.</summary>
    ClientChanged,
}
