using Microsoft.Extensions.Logging;

namespace CallControl.Crm.Contracts;

/// <summary>What an adapter is given to work with; it has nothing of its own but its vendor's rules.</summary>
/// <param name="Http">Clients that log, mask and obey limits.</param>
/// <param name="Customers">The enterprise's customers by phone.</param>
/// <param name="Calls">The adapter's notes about calls.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Named after the vendor; scopes with call and enterprise are set.</param>
public sealed record CrmParts(ICrmHttp Http, ICustomerBook Customers, ICallMemory Calls, TimeProvider Time, ILogger Logger)
{
    /// <summary>What the enterprise's other vendors know; null when nobody can be asked.</summary>
    public IFellowCrms? Fellows { get; init; }

    /// <summary>For what must not be done twice at once.</summary>
    public ICrmLocks Locks { get; init; } = new LocalLocks();
}
