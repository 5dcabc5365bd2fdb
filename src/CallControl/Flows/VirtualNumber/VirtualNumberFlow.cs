using CallControl.Calls;
using CallControl.Crm.Contracts;
using CallControl.Numbers;
using CallControl.Prompts;

namespace CallControl.Flows.VirtualNumber;

/// <summary>
/// A call to a virtual number: <see cref="Attributing"/> (who is meant?), where that is unclear <see cref="Choosing"/> or
/// <see cref="EnteringCode"/>; then <see cref="Greeting"/> ("you are calling about …, press 1") → <see cref="Ringing"/> →
/// <see cref="Whispering"/> (the owner alone hears what it is about) → <see cref="Talking"/>; and <see cref="Announcing"/> when it comes to
/// nothing. One instance per call: it holds what the stages share.
/// </summary>
internal sealed class VirtualNumberFlow(VirtualNumberParts parts, PhoneNumber? caller, PhoneNumber? dialled)
{
    /// <summary>The first argument of <c>Stasis()</c> in the dialplan.</summary>
    public const string Name = "virtual-number";

    private volatile string? _callerName;
    private bool? _numbersConfirm;
    private bool _isStranger;
    private bool _isUnrecorded;

    public VirtualNumberOptions Options { get; } = parts.Options;

    /// <summary>Null for a caller who hides his number.</summary>
    public PhoneNumber? Caller { get; } = caller;

    /// <summary>Null when the trunk sent no number; no listing is found then.</summary>
    public PhoneNumber? Dialled { get; } = dialled;

    /// <summary>Whom the call is for, once that is known.</summary>
    public Listing? Listing { get; private set; }

    /// <summary>How the call runs, once the listing is known.</summary>
    public CallPlan Plan { get; private set; } = null!;

    /// <summary>What the enterprise's CRM calls the caller, if it has said so by now: nobody waits for it.</summary>
    public string? CallerName => _callerName;

    /// <summary>What every stage remembers.</summary>
    public VirtualNumberMemory Memory => new() { Confirm = _numbersConfirm, Stranger = _isStranger, Unrecorded = _isUnrecorded };

    /// <summary>In another process: the listing and the plan as they were.</summary>
    public void Restore(VirtualNumberMemory memory, Listing? listing)
    {
        _numbersConfirm = memory.Confirm;
        _isStranger = memory.Stranger;
        Listing = listing;
        if (listing is null)
            return;
        Plan = CallPlan.For(Options, parts.IsRecording, listing, _numbersConfirm);
        if (memory.Unrecorded)
            LeaveUnrecorded();
    }

    /// <summary>A listing by its id; null when it was deleted meanwhile.</summary>
    public Task<Listing?> FindListingAsync(long id, CancellationToken cancellationToken) => parts.Listings.GetAsync(id, cancellationToken);

    public async Task<AttributionResult> FindListingAsync(CancellationToken cancellationToken)
    {
        if (Dialled is not { } number)
            return new AttributionResult(AttributionReason.Unknown, null);

        var found = await parts.Attribution.FindAsync(Caller, number, cancellationToken);
        _numbersConfirm = found.Confirm;
        _isStranger = found is { Reason: AttributionReason.OwnListingGone, AskCode: false };
        return found;
    }

    public async Task<CodeResult> FindByCodeAsync(string digits, CancellationToken cancellationToken)
        => new(await parts.Listings.FindByCodeAsync(digits, cancellationToken));

    /// <summary>The call is for this listing: notes it down, and says what comes first.</summary>
    public Step Begin(Call call, Listing listing, string why)
    {
        Listing = listing;
        if (listing.SettingsProblem is { } problem)
            Log.SettingsUnreadable(call.Environment.Logger, call.Id, listing.Id, problem);
        Plan = CallPlan.For(Options, parts.IsRecording, listing, _numbersConfirm);
        call.Row.ListingId = listing.Id;
        AskForName(call, listing);
        // A listing he does not know counts as his only when he has said yes to it; until then his next call must ask again.
        if (!_isStranger)
            MarkCalled(call, listing);
        if (Plan.Hours is { } hours && !hours.IsOpen(call.Now))
            return Step.To(new Announcing(this, PromptNames.OutOfHours, EndReason.OutOfHours), "outside of the working hours");
        if (Plan is { Record: true, Consent: true })
            return Step.To(new Consenting(this), why);
        return GreetOrRing(why);
    }

    public void LeaveUnrecorded()
    {
        _isUnrecorded = true;
        Plan = Plan with { Record = false };
    }

    /// <summary>The caller has pressed 1.</summary>
    public void OnConfirmed(Call call)
    {
        call.Row.ConfirmedAt = call.Now;
        if (_isStranger)
            MarkCalled(call, Listing!);
    }

    /// <summary>Variant B greets and asks; variant A says what the call is about and rings at once.</summary>
    public Step GreetOrRing(string why) => Step.To(Plan.Confirm ? new Greeting(this) : new Ringing(this), why);

    /// <summary>
    /// Says a prompt to one leg; where it is not made yet, the other one in its place. False when neither can be said: the call then goes on
    /// without it, since no prompt is worth a call.
    /// </summary>
    public Task<bool> SayAsync(Call call, Leg leg, string prompt, string? otherwise = null)
        => SayAllAsync(call, leg, [new Said(prompt, Listing, otherwise)]);

    /// <summary>Ringback for the caller until he is bridged; one who was not asked first hears what he is calling about.</summary>
    public async Task RingbackAsync(Call call)
    {
        if (call.Row.ConfirmedAt is null && Find(call, new Said(PromptNames.Direct, Listing, PromptNames.Connecting)) is { } about)
            await call.PlayAsync(call.Caller, about.Media, Options.Ringback);
        else
            await call.PlayAsync(call.Caller, Options.Ringback);
    }

    /// <summary>Says several prompts one after another, leaving out those that are not made yet; false when that is all of them.</summary>
    public async Task<bool> SayAllAsync(Call call, Leg leg, IReadOnlyList<Said> prompts)
    {
        List<string> media = [];
        foreach (var said in prompts)
        {
            if (Find(call, said) is not { } sound)
                continue;
            media.Add(sound.Media);
            call.Note("prompt", said.Prompt, $"{(leg.Role == LegRole.Caller ? "caller" : "owner")}: {sound.Text}");
        }

        if (media.Count == 0)
            return false;
        await call.PlayAsync(leg, [.. media]);
        return true;
    }

    /// <summary>The stage in which caller and owner talk.</summary>
    public Talking Talk() => new(new TalkPlan(Plan.Record, Plan.TalkTime, EndReason.CallerHungUp, EndReason.OwnerHungUp), Memory.ToJson());

    /// <summary>Asked for while the caller is greeted, so that it is there when an employee's handset is rung. Outside phones are shown numbers alone.</summary>
    private void AskForName(Call call, Listing listing)
    {
        if (listing.Enterprise is { } enterprise && Caller is { } client && Plan.OwnerSees == OwnerSees.Client && listing.Destinations.Any(destination => destination.IsExtension))
            _ = FindNameAsync(call, enterprise, client);
    }

    private async Task FindNameAsync(Call call, string enterprise, PhoneNumber client)
    {
        try
        {
            _callerName = (await parts.Customers.FindAsync(enterprise, client, fresh: false, CancellationToken.None))?.DisplayName;
        }
#pragma warning disable CA1031 // A name is an extra: no trouble with it may reach the call.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NameNotFound(call.Environment.Logger, call.Id, e.Message);
        }
    }

    private void MarkCalled(Call call, Listing listing)
    {
        // Who keyed in the listing's number may have dialled what is no phone number: nothing to know him by next time.
        if (Dialled is { } number)
            call.Environment.Journal.Write(() => CallTracking.MarkCalled(number, listing.Id, Caller, call.Id.Value, call.Row.StartedAt));
    }

    /// <summary>The finished sound, or that of the other one in its place; null when neither is made yet.</summary>
    public PromptSound? Find(Call call, Said said)
    {
        var language = (said.Listing ?? Listing)?.Language ?? parts.Prompts.DefaultLanguage;
        var values = said.Listing is { } listing ? ListingPrompts.ValuesOf(listing) : PromptValues.None;
        if (parts.Prompts.TryFind(said.Prompt, language, values, out var sound)
            || (said.Otherwise is { } otherwise && parts.Prompts.TryFind(otherwise, language, values, out sound)))
            return sound;

        Log.PromptMissing(call.Environment.Logger, call.Id, said.Prompt, language);
        return null;
    }
}
