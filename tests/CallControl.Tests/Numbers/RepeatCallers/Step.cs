namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>One thing that happens. Numbers, listings, visitors and callers are counted from 1; visitor 0 has no id, caller 0 hides his number.</summary>
internal abstract record Step
{
    /// <summary>A visitor presses "Call".</summary>
    internal sealed record Click(int Visitor, int Listing) : Step;

    internal sealed record Call(int Caller, int Number, Key Key) : Step;

    /// <summary>A caller dials the number that a visitor was shown last: he is that visitor, or got it from him.</summary>
    internal sealed record CallShown(int Caller, int Visitor, Key Key) : Step;

    /// <summary>A caller dials the number he called last.</summary>
    internal sealed record CallBack(int Caller, Key Key) : Step;

    internal sealed record Pass(TimeSpan Time) : Step;

    /// <summary>The API ends a lease, or a hold.</summary>
    internal sealed record Release(int Number) : Step;

    /// <summary>The users' own SQL frees what has expired.</summary>
    internal sealed record ReleaseExpired : Step;

    /// <summary>The users' own SQL gives a number to a listing without an end.</summary>
    internal sealed record Hold(int Number, int Listing) : Step;

    /// <summary>The API adds the listing, or gives it another title.</summary>
    internal sealed record Save(int Listing) : Step;

    internal sealed record Delete(int Listing) : Step;
}
