using CallControl.Overload;

namespace CallControl.CallControl.Tests.Overload;

public sealed class RareLogTests
{
    [Fact]
    public void The_first_comes_at_once_and_the_next_after_a_minute_with_the_number_of_those_kept_back()
    {
        var clock = new Clock();
        var log = new RareLog(clock);

        var first = log.Count();
        var kept = Enumerable.Range(0, 9).Select(_ => log.Count()).ToArray();
        clock.Now += TimeSpan.FromMinutes(1);
        var next = log.Count();

        first.ShouldBe(1);
        kept.ShouldAllBe(count => count == null);
        next.ShouldBe(10);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
