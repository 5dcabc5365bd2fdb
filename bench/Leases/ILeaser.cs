namespace CallControl.Bench.Leases;

/// <summary>A way to lease numbers by many clients at once.</summary>
internal interface ILeaser
{
    string Name { get; }

    /// <summary>All clients lease as fast as they can for this long.</summary>
    Task<LeaseFigures> RunAsync(TimeSpan duration, CancellationToken cancellationToken);
}
