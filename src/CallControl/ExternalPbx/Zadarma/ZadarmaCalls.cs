using System.Text.Json.Nodes;
using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Numbers;

namespace CallControl.ExternalPbx.Zadarma;

/// <summary>Takes webhooks whose signature is right: keeps the call's row, and answers what Zadarma shall do.</summary>
internal sealed class ZadarmaCalls(
    ZadarmaStore store, ZadarmaReplies replies, ExternalAttribution attribution, ListingRepository listings, NumberRepository numbers, TimeProvider time,
    ILogger<ZadarmaCalls> logger)
{
    /// <summary>After so many wrong keys the caller is let go.</summary>
    private const int MostAnswers = 3;

    public async Task<JsonObject> TakeAsync(ZadarmaWebhook webhook, CancellationToken cancellationToken)
    {
        var id = ExternalCallId.Of(ZadarmaStore.Incoming, webhook.CallId);
        var known = await store.ReadAsync(id, cancellationToken);
        var (caller, dialled) = (attribution.Parse(webhook.CallerId), attribution.Parse(webhook.CalledDid));
        var outgoing = webhook.Event.StartsWith("NOTIFY_OUT", StringComparison.Ordinal);

        var listing = known.ListingId is { } stored ? await listings.GetAsync(stored, cancellationToken) : null;
        var reason = known.Attribution;
        if (reason is null && webhook.CalledDid.Length > 0 && !outgoing)
            (listing, reason) = await attribution.FindAsync(caller, dialled, cancellationToken);

        var confirm = listing is not null && (ExternalAttribution.MustConfirm(reason) || await MustConfirmAsync(listing, dialled, cancellationToken));
        var at = time.GetUtcNow().UtcDateTime;
        var state = StateOf(webhook, id, outgoing, listing, confirm, at) with { Attribution = reason };
        var isNew = await store.WriteAsync(state, webhook, at, caller, dialled, cancellationToken);
        Log.ZadarmaEvent(logger, webhook.Event, id, isNew ? "" : ", again");
        return known.Ended ? ZadarmaReplies.Nothing() : Reply(webhook, listing, reason, confirm, known.Answers + (isNew ? 1 : 0));
    }

    private JsonObject Reply(ZadarmaWebhook webhook, Listing? listing, string? reason, bool confirm, long answers) => webhook.Event switch
    {
        "NOTIFY_START" when reason == EndReason.Blocked.Word => ZadarmaReplies.Refuse(),
        "NOTIFY_START" when listing is null => replies.NotFound(),
        "NOTIFY_START" => confirm ? replies.Ask(listing) : replies.Connect(listing),
        // The not-found prompt has been played.
        "NOTIFY_IVR" when listing is null => ZadarmaReplies.HangUp(),
        "NOTIFY_IVR" when IsConfirmed(webhook) => replies.Connect(listing),
        "NOTIFY_IVR" => webhook.Digits.Length > 0 && answers <= MostAnswers ? replies.Ask(listing) : ZadarmaReplies.HangUp(),
        _ => ZadarmaReplies.Nothing(),
    };

    private static ZadarmaCallState StateOf(ZadarmaWebhook webhook, Guid id, bool outgoing, Listing? listing, bool confirm, DateTime at)
    {
        var state = new ZadarmaCallState
        {
            Id = id,
            Flow = outgoing ? ZadarmaStore.Outgoing : ZadarmaStore.Incoming,
            Caller = Phone(outgoing ? webhook.Internal : webhook.CallerId),
            Dialled = Phone(outgoing ? webhook.Destination : webhook.CalledDid) ?? "",
            ListingId = listing?.Id,
            CallerChannel = webhook.CallId,
            StartedAt = at,
        };
        return webhook.Event switch
        {
            "NOTIFY_START" when listing is null => state with { Stage = "announcing" },
            "NOTIFY_START" when confirm => state with { Stage = "greeting", GreetedAt = at },
            "NOTIFY_START" => Ringing(state, listing, at),
            "NOTIFY_IVR" when listing is not null && IsConfirmed(webhook) => Ringing(state, listing, at) with { ConfirmedAt = at },
            "NOTIFY_INTERNAL" => state with { Stage = "ringing", RingingAt = at },
            "NOTIFY_ANSWER" => state with { Stage = "talking", OwnerAnsweredAt = at, BridgedAt = at },
            "NOTIFY_END" or "NOTIFY_OUT_END" => Ended(state, webhook, at),
            _ => state,
        };
    }

    private static ZadarmaCallState Ringing(ZadarmaCallState state, Listing listing, DateTime at) =>
        state with { Stage = "ringing", RingingAt = at, Destination = listing.OwnerPhone?.ToString() ?? listing.Destinations[0].Text };

    private static ZadarmaCallState Ended(ZadarmaCallState state, ZadarmaWebhook webhook, DateTime at)
    {
        var end = ZadarmaDisposition.ToEndReason(webhook.Disposition);
        var answered = webhook.Disposition == ZadarmaDisposition.Answered;
        var began = at - TimeSpan.FromSeconds(webhook.Duration ?? 0);
        return state with
        {
            Stage = answered ? "talking" : "new",
            StartedAt = began,
            BridgedAt = answered ? began : null,
            EndedAt = at,
            EndSide = end.Side,
            EndReason = end.Word,
            OwnerCause = answered ? null : webhook.StatusCode,
        };
    }

    private async Task<bool> MustConfirmAsync(Listing listing, PhoneNumber? dialled, CancellationToken cancellationToken) =>
        (dialled is { } number ? (await numbers.FindAsync(number, cancellationToken))?.Confirm : null) ?? listing.Confirm;

    private static bool IsConfirmed(ZadarmaWebhook webhook) => webhook.Digits == "1" && webhook["wait_dtmf[name]"] is "" or ZadarmaReplies.ConfirmName;

    /// <summary>E.164, or what was sent when it is no number; null when nothing was.</summary>
    private static string? Phone(string text) => PhoneNumber.TryParse(text, out var number) ? number.ToString() : text.Length == 0 ? null : text;
}
