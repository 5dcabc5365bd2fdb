using System.Collections.Concurrent;
using CallControl.Crm.Contracts;

namespace CallControl.Calls;

/// <summary>How many calls each caller has at this moment, over all nodes of this process.</summary>
internal sealed class LiveCallers
{
    private readonly ConcurrentDictionary<PhoneNumber, int> _calls = new();

    /// <summary>Counts a call in, if that leaves the caller within the limit. A caller without a number is not counted.</summary>
    public bool TryEnter(PhoneNumber? caller, int limit)
    {
        if (caller is not { } number)
            return true;
        if (_calls.AddOrUpdate(number, 1, (_, calls) => calls + 1) <= limit)
            return true;
        Leave(number);
        return false;
    }

    public void Leave(PhoneNumber? caller)
    {
        if (caller is not { } number)
            return;
        _calls.AddOrUpdate(number, 0, (_, calls) => calls - 1);
        _calls.TryRemove(new KeyValuePair<PhoneNumber, int>(number, 0));
    }
}
