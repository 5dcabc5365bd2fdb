using CallControl.Crm.UonTravel.Api;

namespace CallControl.Crm.UonTravel.Leads;

/// <summary>The account's statuses, read again every five minutes.</summary>
internal sealed class LeadStatuses(UonApi api, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private (IReadOnlyList<LeadStatus> Statuses, long At)? _known;
    private readonly Lock _gate = new();

    public async Task<IReadOnlyList<LeadStatus>> ReadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_known is { } known && time.GetElapsedTime(known.At) < Fresh)
                return known.Statuses;
        }

        var read = await api.StatusesAsync(cancellation);
        lock (_gate)
            _known = (read, time.GetTimestamp());
        return read;
    }
}
