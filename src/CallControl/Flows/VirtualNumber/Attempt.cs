using CallControl.Calls;
using CallControl.Numbers;

namespace CallControl.Flows.VirtualNumber;

/// <summary>One destination being rung.</summary>
internal sealed class Attempt(Leg leg, Destination destination, int place)
{
    public Leg Leg { get; } = leg;

    public Destination Destination { get; } = destination;

    /// <summary>Of the destination in the listing.</summary>
    public int Place { get; } = place;

    /// <summary>Whether Asterisk is known to have taken the request to dial.</summary>
    public bool IsDialled { get; set; }

    /// <summary>How often he was asked to press 1; 0 while it still rings.</summary>
    public int Asked { get; set; }

    /// <summary>Whether he was rung before, and it is not known what became of it.</summary>
    public bool IsRepeated { get; init; }

    public string RingTimer { get; } = $"ring {leg.Id}";

    public string AcceptTimer { get; } = $"accept {leg.Id}";
}
