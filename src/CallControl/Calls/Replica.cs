namespace CallControl.Calls;

/// <summary>This run of the program, among all that share a database. A call's row names the one that runs the call.</summary>
internal sealed record Replica(Guid Id)
{
    public static Replica New() => new(Guid.NewGuid());
}
