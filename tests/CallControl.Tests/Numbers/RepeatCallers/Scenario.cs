using FsCheck;
using FsCheck.Fluent;

namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>Steps in a small world, so that everybody meets everybody.</summary>
internal sealed record Scenario(Step[] Steps)
{
    public const int Numbers = 3;
    public const int Listings = 5;
    private const int Visitors = 4;
    private const int Callers = 4;
    private const int Readable = 60;

    private static readonly Gen<Key> Keys = Gen.Elements<Key>(Key.None, Key.One, Key.Two);

    // On both sides of the lease (30 minutes) and of the grace time (7 days).
    private static readonly Gen<TimeSpan> Times = Gen.Elements<TimeSpan>(
        TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(31), TimeSpan.FromDays(2), TimeSpan.FromDays(8));

    private static readonly Gen<Step> AnyStep = Gen.Frequency(
        (6, from visitor in Gen.Choose(0, Visitors) from listing in Gen.Choose(1, Listings) select (Step)new Step.Click(visitor, listing)),
        (4, from caller in Gen.Choose(0, Callers) from visitor in Gen.Choose(0, Visitors) from key in Keys select (Step)new Step.CallShown(caller, visitor, key)),
        (3, from caller in Gen.Choose(0, Callers) from number in Gen.Choose(1, Numbers) from key in Keys select (Step)new Step.Call(caller, number, key)),
        (3, from caller in Gen.Choose(1, Callers) from key in Keys select (Step)new Step.CallBack(caller, key)),
        (5, from time in Times select (Step)new Step.Pass(time)),
        (1, from number in Gen.Choose(1, Numbers) select (Step)new Step.Release(number)),
        (1, Gen.Constant((Step)new Step.ReleaseExpired())),
        (1, from number in Gen.Choose(1, Numbers) from listing in Gen.Choose(1, Listings) select (Step)new Step.Hold(number, listing)),
        (1, from listing in Gen.Choose(1, Listings) select (Step)new Step.Delete(listing)),
        (2, from listing in Gen.Choose(1, Listings) select (Step)new Step.Save(listing)));

    public static Arbitrary<Scenario> OfLength(int steps) =>
        Arb.From(from all in AnyStep.ArrayOf(steps) select new Scenario(all), scenario => Shorter(scenario.Steps));

    public override string ToString() => Steps.Length <= Readable
        ? string.Concat(Steps.Select((step, index) => $"\n  {index + 1}. {step}")) + "\n"
        : $"{Steps.Length} steps";

    // Without one half, one quarter … one step.
    private static IEnumerable<Scenario> Shorter(Step[] steps)
    {
        for (var part = (steps.Length + 1) / 2; part > 0; part = part == 1 ? 0 : (part + 1) / 2)
        {
            for (var from = 0; from < steps.Length; from += part)
                yield return new Scenario([.. steps.Take(from), .. steps.Skip(from + part)]);
        }
    }
}
