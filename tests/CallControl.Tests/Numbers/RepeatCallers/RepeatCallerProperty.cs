using System.Diagnostics;
using System.Globalization;
using CallControl.CallControl.Tests.Storage;
using CallControl.Numbers;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace CallControl.CallControl.Tests.Numbers.RepeatCallers;

/// <summary>
/// The promise of the product, over random steps. On a failure FsCheck prints the shortest sequence it finds and the seed; the environment
/// variable <c>CALLCONTROL_SEED</c> runs that seed again, <c>CALLCONTROL_STEPS</c> takes more or fewer steps.
/// </summary>
[Collection(PostgresCollectionDefinition.Name)]
public sealed class RepeatCallerProperty(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int StepsInAScenario = 500;

    [Fact]
    public async Task A_repeat_caller_never_silently_reaches_a_stranger()
    {
        var steps = Setting("CALLCONTROL_STEPS", 100_000);
        var seed = Setting("CALLCONTROL_SEED", (ulong)Random.Shared.NextInt64());
        await using var database = await ClockedDatabase.CreateAsync(postgres);
        var options = new NumbersOptions();
        var real = new RealNumbers(database, options);
        var decisions = new List<AttributionReason>();

        var watch = Stopwatch.StartNew();
        // FsCheck waits for each scenario on the thread that checks
        await Task.Run(() => Prop.ForAll(Scenario.OfLength(StepsInAScenario), WalkAsync).Check(Config.QuickThrowOnFailure
            .WithMaxTest(Math.Max(1, steps / StepsInAScenario))
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)))));

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{steps} steps in {watch.Elapsed.TotalSeconds:F1} s ({steps / watch.Elapsed.TotalSeconds:F0} a second), seed {seed}"));
        foreach (var decided in decisions.CountBy(reason => reason).OrderByDescending(count => count.Value))
            output.WriteLine($"{decided.Key.ToWord()}: {decided.Value}");
        // A walk that never comes to the hard cases proves nothing.
        decisions.Distinct().ShouldBe(Enum.GetValues<AttributionReason>(), ignoreOrder: true);

        async Task WalkAsync(Scenario scenario)
        {
            var walk = new Walk(real, options);
            await walk.RunAsync(scenario.Steps);
            decisions.AddRange(walk.Decisions);
        }
    }

    private static T Setting<T>(string name, T otherwise) where T : IParsable<T> =>
        T.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
