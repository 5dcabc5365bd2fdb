using CallControl.Numbers;

namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>Takes a scenario's steps in the product and in the oracle, compares what each says, and holds every call against the rule.</summary>
internal sealed class Walk(RealNumbers real, NumbersOptions options)
{
    private static readonly DateTime Beginning = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Oracle _oracle = new(options) { Now = Beginning };

    /// <summary>What each caller was put through to on each number, the latest last: kept apart from the oracle, which could err like the product.</summary>
    private readonly Dictionary<(int Caller, int Number), List<long>> _reached = [];
    private readonly Dictionary<int, int> _lastShown = [];
    private readonly Dictionary<int, int> _lastCalled = [];

    public List<AttributionReason> Decisions { get; } = [];

    public async Task RunAsync(IEnumerable<Step> steps)
    {
        await real.ResetAsync();
        foreach (var listing in Enumerable.Range(1, Scenario.Listings))
            await real.SaveAsync(listing, _oracle.Save(listing));
        foreach (var step in steps)
        {
            _oracle.Now += TimeSpan.FromMilliseconds(1);
            // Nobody looks at the clock while time passes.
            if (step is not Step.Pass)
                await real.SetClockAsync(_oracle.Now);
            await TakeAsync(step);
        }
    }

    private async Task TakeAsync(Step step)
    {
        switch (step)
        {
            case Step.Click click:
                var (number, told) = _oracle.Lease(click.Visitor, click.Listing);
                (await real.LeaseAsync(click.Visitor, click.Listing)).ShouldBe(told);
                if (number is { } shown)
                    _lastShown[click.Visitor] = shown;
                break;
            case Step.Call call:
                await CallAsync(call.Caller, call.Number, call.Key);
                break;
            case Step.CallShown call when _lastShown.TryGetValue(call.Visitor, out var dialled):
                await CallAsync(call.Caller, dialled, call.Key);
                break;
            case Step.CallBack call when _lastCalled.TryGetValue(call.Caller, out var dialled):
                await CallAsync(call.Caller, dialled, call.Key);
                break;
            case Step.Pass pass:
                _oracle.Now += pass.Time;
                break;
            case Step.Release release:
                (await real.ReleaseAsync(release.Number)).ShouldBe(_oracle.Release(release.Number));
                break;
            case Step.ReleaseExpired:
                _oracle.ReleaseExpired();
                await real.ReleaseExpiredAsync();
                break;
            case Step.Hold hold when _oracle.Exists(hold.Listing):
                _oracle.Hold(hold.Number, hold.Listing);
                await real.HoldAsync(hold.Number, hold.Listing);
                break;
            case Step.Save save:
                await real.SaveAsync(save.Listing, _oracle.Save(save.Listing));
                break;
            case Step.Delete delete:
                (await real.DeleteAsync(delete.Listing)).ShouldBe(_oracle.Delete(delete.Listing));
                break;
        }
    }

    private async Task CallAsync(int caller, int number, Key key)
    {
        _lastCalled[caller] = number;
        var meant = await real.FindAsync(caller, number);
        Decisions.Add(meant.Reason);
        ShouldNotSilentlyReachAStranger(caller, number, meant);
        meant.ShouldBe(_oracle.Find(caller, number));

        if (Answer(meant, key) is not { } listing)
            return;
        await real.CalledAsync(caller, number, listing, _oracle.Now);
        _oracle.Called(caller, number, listing);
        if (caller != 0)
            Reached(caller, number).Add(listing);
    }

    /// <summary>Where the call ends up, as the stages of the call have it: null for a caller who heard the question and hung up.</summary>
    private static long? Answer(Meant meant, Key key) => (meant, key) switch
    {
        ({ Reason: AttributionReason.Ambiguous }, Key.One) => meant.Listing,
        ({ Reason: AttributionReason.Ambiguous }, Key.Two) => meant.Alternative,
        ({ Reason: AttributionReason.Ambiguous }, _) => null,
        ({ MustConfirm: true }, not Key.One) => null,
        _ => meant.Listing,
    };

    private void ShouldNotSilentlyReachAStranger(int caller, int number, Meant meant)
    {
        var reached = Reached(caller, number);
        if (caller == 0 || reached.Count == 0)
            return;
        var his = reached.FindLast(_oracle.Exists);
        var isSafe = his == 0
            ? meant.Listing is null || meant.MustConfirm
            : meant.Listing == his || (meant.Reason == AttributionReason.Ambiguous && meant.Alternative == his);
        isSafe.ShouldBeTrue($"caller {caller} knows number {number} for listing {(his == 0 ? "that is gone" : his)}, and silently reaches a stranger: {meant}");
    }

    private List<long> Reached(int caller, int number) =>
        _reached.TryGetValue((caller, number), out var listings) ? listings : _reached[(caller, number)] = [];
}
