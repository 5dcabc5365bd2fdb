namespace CallControl.Calls;

/// <summary>Whose channel a leg is.</summary>
internal enum LegRole
{
    Caller,
    Owner,
}
