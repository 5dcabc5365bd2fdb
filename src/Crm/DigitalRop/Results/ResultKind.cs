namespace CallControl.Crm.DigitalRop.Results;

/// <summary>What was found out about a call.</summary>
public enum ResultKind
{
    /// <summary>How well the manager kept to a script.</summary>
    Checklist,

    /// <summary>What was said, as fields of a table.</summary>
    Table,
}
