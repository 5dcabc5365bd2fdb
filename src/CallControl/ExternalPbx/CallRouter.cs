using CallControl.Calls;
using CallControl.Numbers;
using Microsoft.Extensions.Options;

namespace CallControl.ExternalPbx;

/// <summary>Says where a call goes that somebody else carries, and writes down that it was asked.</summary>
internal sealed class CallRouter(
    ExternalAttribution attribution, RouteCallStore store, IOptions<RouteCallOptions> options, TimeProvider time, ILogger<CallRouter> logger)
{
    public const string IvrConfirm = "ivr_confirm";
    public const string NotFound = "not_found";

    /// <returns>Without a listing the call is for nobody, for this reason; else the destination is a number in E.164 or an extension.</returns>
    public async Task<(Listing? Listing, string? Destination, string Reason)> RouteAsync(RouteRequest request, CancellationToken cancellationToken)
    {
        var (caller, dialled) = (attribution.Parse(request.From), attribution.Parse(request.To));
        var (listing, reason) = await attribution.FindAsync(caller, dialled, cancellationToken);
        var destination = listing is null ? null : listing.OwnerPhone?.ToString() ?? listing.Destinations[0].Text;

        var now = time.GetUtcNow();
        var routed = new RoutedCall(
            request.CallId is { } id ? ExternalCallId.Of(RouteCallStore.Flow, id) : CallId.New(now).Value,
            caller?.ToString() ?? (string.IsNullOrEmpty(request.From) ? null : request.From),
            dialled?.ToString() ?? request.To!,
            listing?.Id, reason, request.CallId ?? "", destination, now.UtcDateTime,
            listing is not null ? "routed" : reason == EndReason.Blocked.Word ? reason : EndReason.NotFound.Word,
            // With an id of the PBX's own nothing has to be guessed.
            request.CallId is null ? (now - options.Value.RepeatTime).UtcDateTime : null);
        if (await store.WriteAsync(routed, caller, dialled, cancellationToken))
            Log.Routed(logger, routed.Id, caller?.Masked ?? "no number", routed.Dialled, listing is null ? NotFound : IvrConfirm, reason);
        return (listing, destination, reason);
    }
}
