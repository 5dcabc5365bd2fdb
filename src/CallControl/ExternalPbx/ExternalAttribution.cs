using CallControl.Crm.Contracts;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.ExternalPbx;

/// <summary>Finds the listing of a call that another PBX carries.</summary>
internal sealed class ExternalAttribution(Attribution attribution, IOptions<NumbersOptions> options)
{
    /// <summary>The reason of a caller on the block list: he reaches nobody.</summary>
    public const string Blocked = "blocked";

    public PhoneNumber? Parse(string? text) => PhoneNumber.TryParse(text?.Trim(), out var number, options.Value.Home) ? number : null;

    /// <summary>
    /// The other PBX can't ask "for A press 1, for B press 2". Of two listings the caller's own history is taken: he came back to somebody he
    /// knows, and the greeting tells him whom he reaches before he presses 1.
    /// </summary>
    public async Task<(Listing? Listing, string Reason)> FindAsync(PhoneNumber? caller, PhoneNumber? dialled, CancellationToken cancellationToken)
    {
        if (dialled is not { } number)
            return (null, AttributionReason.Unknown.ToWord());
        var found = await attribution.FindAsync(caller, number, cancellationToken);
        if (found.IsBlocked)
            return (null, Blocked);
        return (found.Alternative ?? found.Listing, found.Reason.ToWord());
    }
}
