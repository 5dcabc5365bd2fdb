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

    [Theory]
    [InlineData(0, 100_000, false, false)]
    [InlineData(10, 7, false, false)]
    [InlineData(10, 8, false, true)]
    [InlineData(10, 10, true, true)]
    public void A_limit_of_0_is_none(int limit, int calls, bool reached, bool near)
    {
        var of = new CallLimit(limit, TimeSpan.Zero, WhenFull.Busy);

        (of.Reached(calls, TimeSpan.FromHours(1)) is not null).ShouldBe(reached);
        (of.Near(calls, TimeSpan.FromHours(1), 80) is not null).ShouldBe(near);
    }

    [Theory]
    [InlineData(0, 60_000, null, null)]
    [InlineData(1000, 799, null, null)]
    [InlineData(1000, 800, null, "requests to Asterisk wait 800 ms")]
    [InlineData(1000, 1000, "requests to Asterisk wait 1000 ms", "requests to Asterisk wait 1000 ms")]
    public void A_queue_at_Asterisk_is_a_limit_too(int limit, int delay, string? reached, string? near)
    {
        var of = new CallLimit(0, TimeSpan.FromMilliseconds(limit), WhenFull.Busy);

        of.Reached(100_000, TimeSpan.FromMilliseconds(delay)).ShouldBe(reached);
        of.Near(100_000, TimeSpan.FromMilliseconds(delay), 80).ShouldBe(near);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
